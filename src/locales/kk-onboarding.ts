import type { Onboarding } from './ru-onboarding.ts';

/** The first steps: what a new subscriber is shown, and what a link to one topic asks. */
export const onboarding: Onboarding = {
  sample: 'Үлгі',
  sampleOf: (schedule) => `осындай шолу келіп тұрады: ${schedule}`,
  keepsTopics: (digests) => `Басқа жазылымдарыңыз сақталады: ${digests}.`,
  endsAll: 'Қазір барлық тақырып келіп тұр. Жазылсаңыз, тек осы тақырып қана қалады.',
  endsTopics: (digests) => `Жеке тақырыптардың орнына барлық тақырып келеді: ${digests}.`,
};
