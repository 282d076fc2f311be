"""A number in a file: value, one standard deviation and unit, or null and the reason why."""

from __future__ import annotations

import math
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from liftwell.exchange.file_units import FileUnit, file_unit, rounded
from liftwell.quantity import Quantity, Reason


class Part(BaseModel):
    """Immutable, finite numbers only; fields that a later version added are ignored."""

    model_config = ConfigDict(frozen=True, allow_inf_nan=False, extra="ignore")


# Beyond this a number is a mistake, and sums of squares of it would overflow.
Number = Annotated[float, Field(ge=-1e9, le=1e9)]


class QuantityDocument(Part):
    """A number with one standard deviation and its unit, or null and the reason why."""

    value: Number | None
    sd: Annotated[float, Field(ge=0, le=1e9)] | None
    unit: str
    reason: Reason | None

    @model_validator(mode="after")
    def _one_of(self) -> QuantityDocument:
        if (self.value is None) == (self.reason is None):
            raise ValueError("a quantity has either a value or the reason for its absence")
        return self


def quantity_document(quantity: Quantity, unit: FileUnit | None = None) -> QuantityDocument:
    """`quantity` as it is written: in the file's unit, without digits beyond what is known."""
    unit = unit or file_unit(quantity.unit)

    def scaled(number: float | None) -> float | None:
        return None if number is None else rounded(number * unit.factor, unit.digits)

    return QuantityDocument(
        value=scaled(quantity.value), sd=scaled(quantity.sd), unit=unit.symbol, reason=quantity.reason
    )


def quantity_of(document: QuantityDocument) -> Quantity:
    """The number back as the program has it: angles in radians."""
    quantity = Quantity(document.value, document.sd, document.unit, document.reason)
    if document.unit != "deg":
        return quantity
    value, sd = (None if number is None else math.radians(number) for number in (document.value, document.sd))
    return Quantity(value, sd, "rad", document.reason)
