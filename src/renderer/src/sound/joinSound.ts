/** Two soft notes, made here so that no file has to be loaded. In Hz, and seconds after the beginning. */
const NOTES = [
  { frequency: 659.25, at: 0 },
  { frequency: 880, at: 0.14 },
] as const;
const NOTE_SECONDS = 0.45;
const LOUDNESS = 0.12;

function playNote(context: AudioContext, frequency: number, startsAt: number): void {
  const tone = new OscillatorNode(context, { type: 'sine', frequency });
  const loudness = new GainNode(context, { gain: 0 });
  // Up quickly and down slowly: a tone that begins or ends at once would click.
  loudness.gain.setValueAtTime(0, startsAt);
  loudness.gain.linearRampToValueAtTime(LOUDNESS, startsAt + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, startsAt + NOTE_SECONDS);
  tone.connect(loudness).connect(context.destination);
  tone.start(startsAt);
  tone.stop(startsAt + NOTE_SECONDS);
}

/** Says that somebody is there. A computer without sound stays silent. */
export async function playJoinSound(): Promise<void> {
  try {
    const context = new AudioContext();
    const now = context.currentTime;
    for (const { frequency, at } of NOTES) playNote(context, frequency, now + at);
    await new Promise((done) => window.setTimeout(done, 1_000));
    await context.close();
  } catch (cause) {
    console.warn('No sound:', cause);
  }
}
