import * as api from './api.js';
import { placeRows } from './view.js';

/** Places to be in: nobody's own coordinates are asked for. */
const PLACES = [
  { id: 'aktau', latitude: 43.65, longitude: 51.17 },
  { id: 'barnaul', latitude: 53.35, longitude: 83.77 },
  { id: 'london', latitude: 51.51, longitude: -0.13 },
  { id: 'washington', latitude: 38.9, longitude: -77.04 },
];

/**
 * The pin beside the input: it lists places, and the chosen one is sent as a location.
 *
 * @param options.pin the button
 * @param options.box where the places are listed
 * @param options.where the account and chat that are open now, and the words for them
 * @param options.failed told why when a location could not be sent
 */
export function createPin({ pin, box, where, failed }) {
  const send = async ({ latitude, longitude }) => {
    box.hidden = true;
    const { account, chatId } = where();
    const answer = await api.place(account, chatId, latitude, longitude);
    if (answer.ok === false) failed(answer.error);
  };
  pin.addEventListener('click', () => {
    const isListed = !box.hidden && box.querySelector('.place') !== null;
    box.hidden = isListed;
    if (!isListed) box.replaceChildren(...placeRows(PLACES, where().words, send));
  });
}
