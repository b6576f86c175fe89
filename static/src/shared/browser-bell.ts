import type { Bell } from "./bell";
import { Signal } from "./signal";

/** Two tones, each as hertz and the second at which it begins. */
const TONES = [
  [659, 0],
  [880, 0.16],
] as const;
const TONE_SECONDS = 0.32;
const LOUDNESS = 0.18;

/** Our one sound, made from nothing: two soft tones going up. Browsers let a page sound after a click or a key in it. */
export class ToneBell implements Bell {
  readonly changed = new Signal();
  private context: AudioContext | null = null;
  private readonly supported = "AudioContext" in window;
  private wasReady = this.ready;

  constructor() {
    for (const kind of ["pointerup", "keyup", "focus"]) window.addEventListener(kind, this.look, { passive: true });
  }

  get ready(): boolean {
    // Where there is no sound at all no click would bring it.
    if (!this.supported) return true;
    // Asking the context itself would make one, which browsers complain about before the first click.
    const { userActivation } = navigator as Partial<Navigator>;
    return this.context?.state === "running" || userActivation?.hasBeenActive === true;
  }

  ring(): void {
    if (!this.supported) return;
    const context = (this.context ??= new AudioContext());
    void context.resume().then(() => {
      for (const [hertz, begin] of TONES) sound(context, hertz, context.currentTime + 0.02 + begin);
    });
  }

  async unlock(): Promise<void> {
    this.ring();
    await this.context?.resume();
    this.look();
  }

  private readonly look = (): void => {
    if (this.ready === this.wasReady) return;
    this.wasReady = this.ready;
    this.changed.emit();
  };
}

/** One tone that fades in and out, as a struck glass does. */
function sound(context: AudioContext, hertz: number, at: number): void {
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.type = "sine";
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(LOUDNESS, at + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + TONE_SECONDS);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + TONE_SECONDS);
}
