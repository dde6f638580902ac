/** What bot walls and error pages say while they answer 200. */
const PHRASES = new RegExp(
  [
    'Just a moment',
    'Checking (?:if the site connection is secure|your browser)',
    'Enable JavaScript and cookies',
    'Please enable JS and disable any ad blocker',
    'Technical Difficulties',
    '(?:Verify(?:ing)?|Confirm) (?:that )?you are (?:a )?(?:human|not a robot)',
    'Attention Required! \\| Cloudflare',
    'DDoS protection by|DDoS-Guard',
    'Request unsuccessful\\. Incapsula',
    'Pardon Our Interruption',
    'Access to this page has been denied',
    'unusual traffic from your',
    'Проверка (?:вашего )?браузера',
    'Подтвердите, что (?:вы|запросы)[^.]{0,30} не (?:робот|бот)|Я не робот',
    'Включите JavaScript и (?:cookie|куки)',
    'Сайт временно недоступен|(?:ведутся|проводятся) технические работы',
    'Робот емес екеніңізді растаңыз|Браузеріңіз тексерілуде|Сайт уақытша жұмыс істемейді|Техникалық жұмыстар жүргізілуде',
  ].join('|'),
  'i',
);
const MAX_LENGTH = 600;
/** What a site says of itself when it is down; its menu and its notices may stand around that. */
const OUTAGE =
  /\b(?:this|our) (?:web ?)?(?:site|page|service) is (?:currently |temporarily )?(?:experiencing technical difficulties|unavailable|down for maintenance)/iu;
const MAX_OUTAGE_LENGTH = 2500;

/** True for a page of a bot wall or of a server in trouble: short, and with one of their phrases. */
export function isChallenge(html: string): boolean {
  return (PHRASES.test(html) || OUTAGE.test(html)) && isChallengeText(bareText(html));
}

/** The same for text whose markup is gone. */
export function isChallengeText(text: string): boolean {
  if (text.length < MAX_LENGTH && PHRASES.test(text)) return true;
  return text.length < MAX_OUTAGE_LENGTH && OUTAGE.test(text);
}

function bareText(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
