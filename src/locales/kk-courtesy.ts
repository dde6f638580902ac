import type { Courtesy } from './ru-courtesy.ts';

/** What people are told who ask too often, press dead buttons, say thanks, or send what is no text. */
export const courtesy: Courtesy = {
  tooMany: 'Сұрау тым жиі келіп жатыр. Бір минут күтіп, қайталап көріңіз.',
  deadButton: 'Бұл түйме енді жұмыс істемейді. Баптаулар: /settings',
  thanked: 'Оқасы жоқ. Соңғы жаңалық: /digest',
  notText: 'Бот тек мәтін мен команданы түсінеді. Іздеу: /search',
  kinds: {
    voice: 'Бот дауысты тыңдамайды. Іздейтініңізді мәтін етіп жазыңыз, мысалы: вольфрам',
    picture: 'Бот сурет пен файлды ашпайды. Астына сөз жазсаңыз, соны іздейді.',
    contact: 'Контакт еш жерде сақталған жоқ.',
    place: 'Уақыт белдеуін қала бойынша таңдауға болады: /timezone Алматы',
  },
};
