/** What bot walls and error pages say while they answer 200. */
const PHRASES =
  /Just a moment|Checking if the site connection is secure|Enable JavaScript and cookies|Technical Difficulties|Verify(?:ing)? you are (?:a )?human|Checking your browser|Attention Required! \| Cloudflare|DDoS protection by/i;
const MAX_LENGTH = 600;

/** True for a page of a bot wall or of a server in trouble: short, and with one of their phrases. */
export function isChallenge(html: string): boolean {
  return PHRASES.test(html) && isChallengeText(bareText(html));
}

/** The same for text whose markup is gone. */
export function isChallengeText(text: string): boolean {
  return text.length < MAX_LENGTH && PHRASES.test(text);
}

function bareText(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
