/** Kinds of event that tell two stories with the same names apart. */
export type EventType =
  | 'call'
  | 'visit'
  | 'meeting'
  | 'invitation'
  | 'signing'
  | 'letter'
  | 'appointment'
  | 'credentials'
  | 'delivery'
  | 'report'
  | 'sanction'
  | 'conference'
  | 'exercise';

/** How far an undertaking has come, in this order. */
export type Stage = 'announced' | 'signed' | 'financed' | 'delivered';
