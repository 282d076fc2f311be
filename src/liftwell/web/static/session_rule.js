// The stop rule on the phone: the same as `plan.day.stop_rule`, over the lifts that the server has worked out
// beforehand. A browser test holds the two against each other.

const WORSE = new Set(["new", "lower", "number", "weaker", "both"]);
const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const text = (number) => String(Math.round(number * 1e6) / 1e6);

/**
 * What the sets of the main lift so far leave for the next one.
 * sets: in order, each with `way` (its place among the ways, null for another lift), load_kg, pain, leg, rpe, stopped.
 * Returns step ("on", "tell", "gentler", "lighter", "done", "end"), way (of the next set), why, ask.
 */
export function nextSet(script, sets) {
  const {ways, limits, words, main} = script, last = sets.at(-1);
  if (!last) return {step: "on", way: 0, why: "", ask: false};
  const pains = sets.map((one) => one.pain).filter((pain) => pain !== null && pain !== undefined);
  const ended = shut(sets, pains, limits, words);
  if (ended) return ended;
  if (last.pain === null || last.pain === undefined) return {step: "tell", way: null, why: words.tell, ask: false};
  if (sets.length >= main.sets) return {step: "done", way: null, why: "", ask: false};
  const at = placeOf(ways, last);
  if (last.pain > limits.green) {
    const above = filled(words.above, {pain: last.pain, limit: limits.green});
    const gentler = ways[at].gentler;
    if (gentler === null) return end(`${above} ${ways[at].words || words["no gentler"]}`);
    return {step: "gentler", way: gentler, why: `${above} ${ways[at].words}`, ask: false};
  }
  const why = last.stopped ? words.stopped : last.rpe !== null && last.rpe !== undefined && last.rpe > limits.rpe ? words.harder : "";
  if (why) {
    const that = filled(words.last, {load: text(last.load_kg), why}), lighter = ways[at].lighter;
    if (lighter === null) return end(that);
    return {step: "lighter", way: lighter, why: `${that} ${filled(words["go on"], {load: text(ways[lighter].load_kg)})}`, ask: false};
  }
  return {step: "on", way: at, why: "", ask: false};
}

function shut(sets, pains, limits, words) {
  if (sets.some((one) => WORSE.has(one.leg))) return end(words.leg, true);
  const worst = Math.max(0, ...pains);
  if (worst >= limits.red) return end(filled(words.red, {worst}), true);
  const began = limits.began ?? Math.min(limits.base, ...pains.slice(0, 1), 10);
  if (worst - began >= limits.rise) return end(filled(words.rise, {worst}), true);
  if (pains.filter((pain) => pain > limits.green).length > 1) return end(filled(words.twice, {limit: limits.green}));
  return null;
}

const end = (why, ask = false) => ({step: "end", way: null, why, ask});

/** Where a set stands among the ways: its own place, or that of the heaviest lift that is no heavier than it was. */
function placeOf(ways, set) {
  if (set.way !== null && set.way !== undefined && ways[set.way]) return set.way;
  const lighter = ways.map((way, at) => ({way, at})).filter(({way}) => way.load_kg <= set.load_kg);
  lighter.sort((a, b) => b.way.load_kg - a.way.load_kg || a.at - b.at);
  return lighter.length ? lighter[0].at : 0;
}
