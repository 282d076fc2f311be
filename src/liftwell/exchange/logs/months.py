"""Names of months, as phones write them: whole, in the case that follows a day, and short."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final

# One language a line, January to December; forms of one month lie side by side.
NAMES: Final[Mapping[str, str]] = {
    "en": "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|sep sept september|"
    "oct october|nov november|dec december",
    "fr": "janv jan janvier|févr fév février|mars|avr avril|mai|juin|juil juillet|août|sept septembre|oct octobre|"
    "nov novembre|déc décembre",
    "de": "jan jän januar jänner|feb februar|mär mrz märz|apr april|mai|jun juni|jul juli|aug august|"
    "sep sept september|okt oktober|nov november|dez dezember",
    "es": "ene enero|feb febrero|mar marzo|abr abril|may mayo|jun junio|jul julio|ago agosto|"
    "sep sept set septiembre setiembre|oct octubre|nov noviembre|dic diciembre",
    "pt": "jan janeiro|fev fevereiro|mar março|abr abril|mai maio|jun junho|jul julho|ago agosto|set setembro|"
    "out outubro|nov novembro|dez dezembro",
    "it": "gen gennaio|feb febbraio|mar marzo|apr aprile|mag maggio|giu giugno|lug luglio|ago agosto|set settembre|"
    "ott ottobre|nov novembre|dic dicembre",
    "nl": "jan januari|feb februari|mrt maart|apr april|mei|jun juni|jul juli|aug augustus|sep sept september|"
    "okt oktober|nov november|dec december",
    "pl": "sty styczeń stycznia|lut luty lutego|mar marzec marca|kwi kwiecień kwietnia|maj maja|cze czerwiec czerwca|"
    "lip lipiec lipca|sie sierpień sierpnia|wrz wrzesień września|paź październik października|"
    "lis listopad listopada|gru grudzień grudnia",
    "sv": "jan januari|feb februari|mars|apr april|maj|jun juni|jul juli|aug augusti|sep sept september|okt oktober|"
    "nov november|dec december",
    "da": "jan januar|feb februar|mar marts|apr april|maj|jun juni|jul juli|aug august|sep sept september|"
    "okt oktober|nov november|dec december",
    "nb": "jan januar|feb februar|mar mars|apr april|mai|jun juni|jul juli|aug august|sep sept september|"
    "okt oktober|nov november|des desember",
    "fi": "tammi tammik tammikuu tammikuuta|helmi helmik helmikuu helmikuuta|maalis maalisk maaliskuu maaliskuuta|"
    "huhti huhtik huhtikuu huhtikuuta|touko toukok toukokuu toukokuuta|kesä kesäk kesäkuu kesäkuuta|"
    "heinä heinäk heinäkuu heinäkuuta|elo elok elokuu elokuuta|syys syysk syyskuu syyskuuta|"
    "loka lokak lokakuu lokakuuta|marras marrask marraskuu marraskuuta|joulu jouluk joulukuu joulukuuta",
    "cs": "led leden ledna|úno únor února|bře březen března|dub duben dubna|kvě květen května|čvn červen června|"
    "čvc červenec července|srp srpen srpna|zář září|říj říjen října|lis listopad listopadu|pro prosinec prosince",
    "tr": "oca ocak|şub şubat|mar mart|nis nisan|may mayıs|haz haziran|tem temmuz|ağu ağustos|eyl eylül|eki ekim|"
    "kas kasım|ara aralık",
    "ru": "янв январь января|февр фев февраль февраля|мар март марта|апр апрель апреля|май мая|июн июнь июня|"
    "июл июль июля|авг август августа|сент сен сентябрь сентября|окт октябрь октября|нояб ноя ноябрь ноября|"
    "дек декабрь декабря",
}


@cache
def months() -> Mapping[str, int]:
    """The number of the month behind every name, as `unaccented` writes it."""
    return {
        unaccented(word): number
        for line in NAMES.values()
        for number, forms in enumerate(line.split("|"), 1)
        for word in forms.split()
    }


def unaccented(word: str) -> str:
    """A word without capitals and accents, which get lost on the way; a dotless i has its dot."""
    apart = unicodedata.normalize("NFKD", word.casefold().replace("ı", "i"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
