// Rests by the clock on the wall: a screen that was locked, or a page that was loaded again, loses nothing of them.

export class Timer {
  constructor(key, shown) {
    this.key = `liftwell-timer/${key}`;
    this.shown = shown;
    this.rung = true;
    try { this.now = JSON.parse(localStorage.getItem(this.key)); } catch { this.now = null; }
    this.rung = !this.now || Date.now() > this.now.until;
    this.tick();
  }

  /** Begin: until `seconds` from now; `words` say for what, `then` what comes after. */
  begin(seconds, words, then = "") {
    this.now = {until: Date.now() + 1000 * seconds, from: Date.now(), words, then};
    this.rung = false;
    this.keep();
    this.tick();
  }

  stop() {
    this.now = null;
    this.keep();
    this.tick();
  }

  get left() {
    return this.now ? Math.ceil((this.now.until - Date.now()) / 1000) : null;
  }

  keep() {
    try { localStorage.setItem(this.key, JSON.stringify(this.now)); } catch { /* it runs on in this page */ }
  }

  tick() {
    clearTimeout(this.next);
    if (this.now && this.left <= 0 && !this.rung) {
      this.rung = true;
      ring();
    }
    this.shown(this);
    if (this.now) this.next = setTimeout(() => this.tick(), 250);
  }
}

let sound;
/** A browser lets a page sound only after a tap. */
export function wakeSound() {
  const Sound = window.AudioContext ?? window.webkitAudioContext;
  if (Sound) sound ??= new Sound();
  sound?.resume();
}

function ring() {
  navigator.vibrate?.([200, 100, 200]);
  if (!sound || sound.state !== "running") return;
  for (const at of [0, 0.25]) {
    const tone = sound.createOscillator(), loud = sound.createGain();
    tone.frequency.value = 880;
    loud.gain.setValueAtTime(0.25, sound.currentTime + at);
    loud.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + at + 0.2);
    tone.connect(loud).connect(sound.destination);
    tone.start(sound.currentTime + at);
    tone.stop(sound.currentTime + at + 0.2);
  }
}

/** "1:05", "0:00", and what is over as "+0:12". */
export function clock(seconds) {
  const over = Math.abs(seconds);
  return `${seconds < 0 ? "+" : ""}${Math.floor(over / 60)}:${String(over % 60).padStart(2, "0")}`;
}
