/** The first steps: what a new subscriber is shown, and what a link to one topic asks. */
export const onboarding = {
  /** Before the sample: "**Пример** · такой дайджест …". */
  sample: 'Пример',
  sampleOf: (schedule: string) => `такой дайджест будет приходить: ${schedule}`,
  /** A link to one topic, in a chat that has others already. */
  keepsTopics: (digests: string) => `Остальные подписки сохранятся: ${digests}.`,
  /** The same in a chat that gets all topics: a single one takes their place. */
  endsAll: 'Сейчас приходят все темы. Если подписаться, вместо них останется одна эта.',
  /** A link to all topics, in a chat that has single ones. */
  endsTopics: (digests: string) => `Все темы придут вместо отдельных: ${digests}.`,
};

/** Every locale has exactly these keys. */
export type Onboarding = typeof onboarding;
