import type { DomElement } from './dom.ts';

/**
 * Words in the names of what is never the article, however much it says. The names are those of templates in
 * English, and of Russian and Kazakh words in Latin letters.
 */
const STRONG = new Set(
  `aside sidebar sidebars side sidecol rail lenta ticker tick widget widgets menu nav navbar navigation navi footer
   foot comments commentlist disqus cackle hypercomments recommend recommended recommendations recs similar related
   relap taboola outbrain mediaget smi2 mgid infinite infinity nextarticle breadcrumb breadcrumbs crumbs kroshki
   cookie cookies gdpr consent popup modal offcanvas horoscope goroskop poll polls quiz opros vote voting
   saualnama advert adverts adv advertisement advertising ads adsense adfox adblock banner banners reklama zharnama
   jarnama sponsor sponsored partner partners partnery newsletter subscribe subscription subscriptions signup
   podpiska podpisatsya rassylka jazylu zhazylu podeliye podelitsya bolisu social socials soc sharing share shares sharebar
   readalso readmore chitaite citaite oqynyz popular popularnoe trending mostread mostviewed weather pogoda wx
   currency kurs rates calendar archive arhiv lastnews latestnews hotnews onlinenews novosti-dnya
   donate donation gift paywall pwa push calltoaction cta`.split(/\s+/),
);
/** The same as long as it is short: such names are given to parts of articles as well. */
const WEAK = new Set(
  `ad more next prev previous also tags tag hashtags teg tegi author authors avtor auth aut au contact contacts person people bio byline by writer
   journalist meta info caption captions cap credit credits copyright copyrights disclaimer notice notes footnotes
   references embed embeds tweet twitter instagram tiktok facebook fb vk telegram tg whatsapp messenger app apps
   mobile download err error orfus orphus typo mistake oshibka qate audio listen player podcast rating like likes
   reactions reaction emoji pull pullquote qcard insert inset promo promotion subs sub nl mailing mail gallery
   slider slide photo photos foto pic pics picture pictures image images img figure fig thumb thumbnail video media placeholder
   print counter counters views stat stats upd updated label badge date time cm discuss related-link readmore
   source src istochnik boiler boilerplate`.split(/\s+/),
);
const MAX_WEAK_LENGTH = 500;
/** Layout classes of site builders and states say nothing of what an element holds. */
const INNOCENT =
  /^(?:has|with|without|no|not|is|js|category|cat|tag|type|status|format|page|template|postid|single|wp-block|elementor|vc|fl|et|fusion|siteorigin|sow|panel|brxe|tdb?|wpb|uagb|align\w*|col|row)[-_]|media-text|drop-?cap|^(?:MsoNormal|hentry)$|shareholder|unrelated|correlated|socialis/i;

const INLINE = /^(?:a|abbr|b|cite|em|font|i|mark|small|span|strong|sub|sup|time|u)$/;

/** How surely the names of an element say that it is none of the article. */
export function furnitureName(element: DomElement): 'strong' | 'weak' | null {
  if (INLINE.test(element.localName) && isWithinSentence(element)) return null;
  let found: 'weak' | null = null;
  const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`;
  for (const name of names.split(/\s+/)) {
    if (name === '' || INNOCENT.test(name)) continue;
    const words = name
      .replace(/([a-z])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .split(/[-_\d:.]+/);
    if (words.some((word) => STRONG.has(word)) || GLUED.test(name)) return 'strong';
    if (words.some((word) => WEAK.has(word))) found = 'weak';
  }
  return found !== null && (element.textContent ?? '').trim().length <= MAX_WEAK_LENGTH ? found : null;
}

const GLUED =
  /related|read-?also|newsletter|subscri(?:be|ption)|sharedaddy|addtoany|author-?(?:bio|box)|about-?author|twitter-tweet|instagram-media|photo-?credit|wp-caption-text/i;

/** A drop cap, a name or a date among other words belongs to them. */
function isWithinSentence(element: DomElement): boolean {
  const around = element.parentElement;
  if (around === null) return false;
  if (/^(?:p|li|h[1-6])$/.test(around.localName) || INLINE.test(around.localName)) return true;
  return [...around.childNodes].some((node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '');
}
