// What was tapped, kept on the phone before anything is sent, and sent until the server says that it has it.

const FIRST_MS = 500, LONGEST_MS = 15_000;

/** A store for one athlete: `taps` by token, each with how often it was told (`version`) and what of that is `sent`. */
export class Store {
  constructor(name, address, changed) {
    this.key = `liftwell-session/${name}`;
    this.address = address;
    this.changed = changed;
    this.refused = "";
    this.state = "kept";  // "kept": all is on the server; "waiting": not yet; "away": it does not answer
    this.running = null;
    this.read();
  }

  read() {
    try { this.taps = JSON.parse(localStorage.getItem(this.key)) ?? {}; } catch { this.taps = {}; }
  }

  /** Keep a tap on this phone, at once; then send it. */
  tap(body) {
    this.read();  // another window of this phone may have told something
    const old = this.taps[body.token];
    this.taps[body.token] = {body, version: (old?.version ?? 0) + 1, sent: old?.sent ?? 0, at: Date.now()};
    this.write();
    this.send();
  }

  write() {
    localStorage.setItem(this.key, JSON.stringify(this.taps));
  }

  /** Those of a day that stand, in the order in which they were first told. */
  of(day, kind) {
    return Object.values(this.taps).map(({body}) => body).filter((body) => body.on === day && body.tap === kind);
  }

  get waiting() {
    return Object.values(this.taps).filter((one) => one.version > one.sent && !one.refused);
  }

  /** Send what waits, in order, until nothing does; where that fails, again later. */
  send() {
    this.running ??= this.sending().finally(() => { this.running = null; this.changed(); });
    return this.running;
  }

  async sending() {
    let many = 50;
    for (let left = this.waiting; left.length; left = this.waiting) {
      this.state = "waiting";
      this.changed();
      const some = left.slice(0, many), told = some.map(({body, version}) => ({token: body.token, version}));
      let answer;
      try {
        answer = await fetch(this.address, {
          method: "POST", headers: {"content-type": "application/json"},
          body: JSON.stringify({taps: some.map(({body}) => body)}), signal: AbortSignal.timeout(15_000),
        });
      } catch {
        answer = null;
      }
      if (answer?.status === 422 && some.length > 1) { many = 1; continue; }  // find the one that cannot be kept
      if (answer?.status === 422) {
        this.refused = await answer.text();
        this.mark(told, (one) => { one.refused = true; });
      } else if (answer?.ok) {
        const kept = new Set((await answer.json()).kept);
        this.mark(told.filter(({token}) => kept.has(token)), (one, version) => { one.sent = Math.max(one.sent, version); });
      } else {
        this.state = answer?.status === 401 ? "locked" : "away";
        clearTimeout(this.later);
        this.pause = Math.min(2 * (this.pause ?? FIRST_MS / 2), LONGEST_MS);
        this.later = setTimeout(() => this.send(), this.pause);
        return;
      }
    }
    this.state = "kept";
    this.pause = undefined;
    this.forget();
  }

  mark(told, change) {
    this.read();
    for (const {token, version} of told) if (this.taps[token]) change(this.taps[token], version);
    this.write();
  }

  /** What is kept by the server, and older than two weeks, goes from the phone. */
  forget() {
    const old = Date.now() - 14 * 86_400_000;
    for (const [token, one] of Object.entries(this.taps)) if (one.at < old && one.sent >= one.version) delete this.taps[token];
    this.write();
  }
}
