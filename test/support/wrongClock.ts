/**
 * Loaded with `--import` before a program under test: its clock is CLOCK_SHIFT_MS milliseconds ahead, or behind when
 * that is below 0. Timers and `performance.now` are right, as after somebody has set the clock of a machine.
 */
const shift = Number(process.env.CLOCK_SHIFT_MS);
const RightDate = Date;
const now = () => RightDate.now() + shift;

globalThis.Date = new Proxy(RightDate, {
  construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
  apply: (target) => new target(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
