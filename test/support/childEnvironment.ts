/**
 * The environment of a program that a test starts: only what is given decides how it runs, so that a token of the
 * developer's own does not turn it into his bot. It finds its programs, and what Node compiled before.
 */
export function childEnvironment(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
  return { PATH, HOME, NODE_COMPILE_CACHE, ...given };
}
