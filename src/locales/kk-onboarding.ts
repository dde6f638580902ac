import type { Onboarding } from './ru-onboarding.ts';

/** The first steps: what a new subscriber is shown, and what a link to one topic asks. */
export const onboarding: Onboarding = {
  sample: 'Үлгі',
  sampleOf: (schedule) => `осындай шолу келіп тұрады: ${schedule}`,
  keepsTopics: (digests) => `Басқа жазылымдарыңыз сақталады: ${digests}.`,
  endsAll: 'Қазір барлық тақырып бойынша шолу келіп тұр. Жазылсаңыз, оның орнына тек осы тақырып қалады.',
  endsTopics: (digests) => `Барлық тақырып мына жазылымдардың орнына қосылады: ${digests}.`,
};
