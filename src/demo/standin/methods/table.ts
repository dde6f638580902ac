import type { MethodTable } from '../core.ts';
import { answeringMethods } from './answering.ts';
import { editingMethods } from './editing.ts';
import { membershipMethods } from './membership.ts';
import { profileMethods } from './profile.ts';
import { receivingMethods } from './receiving.ts';
import { sendingMethods } from './sending.ts';

/** Every method the stand-in knows, by lower-case name; any other is 404. */
export const METHODS: MethodTable = {
  ...receivingMethods,
  ...sendingMethods,
  ...editingMethods,
  ...answeringMethods,
  ...profileMethods,
  ...membershipMethods,
};
