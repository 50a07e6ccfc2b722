/** Somebody in the demo world. */
export interface DemoPerson {
  username: string;
  displayName: string;
  bio: string;
  follows: readonly string[];
}

/** A post in the demo world, with what is said about it: `[who, text, replies]`. */
export interface DemoPost {
  author: string;
  body: string;
  visibility?: 'PUBLIC' | 'FOLLOWERS' | 'PRIVATE';
  /** The handle of the group it is published in. */
  group?: string;
  /** Pictures shown with it, each by the words for whoever cannot see it; it is drawn from them. */
  pictures?: readonly string[];
  /** Who feels what about it. */
  reactions?: Readonly<Record<string, string>>;
  comments?: readonly DemoComment[];
}

export type DemoComment = readonly [author: string, body: string, replies?: readonly DemoComment[]];

/** The first two are the ones to log in as. */
export const people: readonly DemoPerson[] = [
  {
    username: 'ada',
    displayName: 'Ada Lindqvist',
    bio: 'Maps, mountains, and the odd marmot.',
    follows: ['bruno', 'chiara', 'emre', 'hana'],
  },
  {
    username: 'bruno',
    displayName: 'Bruno Okafor',
    bio: 'Baker. Up at four, asleep by nine.',
    follows: ['ada', 'chiara', 'dagny', 'femi'],
  },
  {
    username: 'chiara',
    displayName: 'Chiara Rossi',
    bio: 'Restores old radios. Ask me about valves.',
    follows: ['ada', 'bruno', 'emre'],
  },
  {
    username: 'dagny',
    displayName: 'Dagny Holm',
    bio: 'Lighthouse keeper’s granddaughter, software person.',
    follows: ['ada', 'bruno', 'chiara', 'femi', 'gwen'],
  },
  {
    username: 'emre',
    displayName: 'Emre Yıldız',
    bio: 'Night trains and the people on them.',
    follows: ['ada', 'hana'],
  },
  {
    username: 'femi',
    displayName: 'Femi Adeyemi',
    bio: 'Teaches chemistry. Smells of it, too.',
    follows: ['bruno', 'dagny'],
  },
  {
    username: 'gwen',
    displayName: 'Gwen Prydderch',
    bio: 'Sheep, sea and sourdough.',
    follows: ['bruno', 'dagny', 'ada'],
  },
  {
    username: 'hana',
    displayName: 'Hana Kobayashi',
    bio: 'Draws birds. Sometimes they hold still.',
    follows: ['ada', 'emre', 'gwen'],
  },
];

/** Oldest first. */
export const posts: readonly DemoPost[] = [
  {
    author: 'gwen',
    body: 'Two hundred and eleven sheep through the gate, and I counted every one of them awake. #farmlife',
    comments: [
      ['bruno', 'That is a professional achievement.'],
      ['hana', 'May I come and draw number 47?', [['gwen', 'She would be honoured.']]],
    ],
  },
  {
    author: 'emre',
    body: 'The 22:14 to Ljubljana has a dining car again. White tablecloths. A waiter who sighs. Everything is as it should be. #nighttrain',
    group: 'night_trains',
    reactions: { ada: 'LOVE', hana: 'LAUGH', bruno: 'LIKE' },
    comments: [
      ['ada', 'Does the window still open?', [['emre', 'If two people want it badly enough.']]],
      ['hana', 'I want a drawing of that waiter.'],
    ],
  },
  {
    author: 'femi',
    body: 'A pupil asked why bread browns and I spent forty minutes on the Maillard reaction. @bruno, you owe me a lesson. #chemistry',
    comments: [
      [
        'bruno',
        'Come at four. In the morning.',
        [
          ['femi', 'I will send the pupil.'],
          ['dagny', 'I would pay to watch this.'],
        ],
      ],
    ],
  },
  {
    author: 'chiara',
    body: 'It plays! A 1938 Phonola, silent since before my mother was born, and the first thing it caught was the football results. #radio',
    reactions: { ada: 'WOW', dagny: 'CELEBRATE', emre: 'LIKE' },
    comments: [
      ['ada', 'Who won?', [['chiara', 'Nobody. It was a draw, in every sense.']]],
      ['dagny', 'Please tell me you kept the original dial.'],
      ['emre', 'I would travel for this.'],
    ],
  },
  {
    author: 'bruno',
    body: 'For those who follow along: the starter is nine years old today. There will be a small ceremony at the counter. #sourdough',
    visibility: 'FOLLOWERS',
    comments: [['gwen', 'Mine is three and already talks back.']],
  },
  {
    author: 'ada',
    body: 'Note to self: the old survey stone is 40 m east of where the map has it. Check the 1911 sheet.',
    visibility: 'PRIVATE',
  },
  {
    author: 'dagny',
    body: 'Grandfather’s logbook, 4 March 1962: “Fog. Fog. A ship. Fog.” I have never read better prose. #lighthouse',
    comments: [
      ['femi', 'The ship carries the whole plot.'],
      ['hana', 'I drew it. It is mostly fog.', [['dagny', 'It is perfect. It goes on the wall.']]],
    ],
  },
  {
    author: 'ada',
    body: 'Found the survey stone! A marmot was sitting on it, as if it had been waiting for somebody to sign for it. Thank you @hana for the sketch map. #maps #marmots',
    pictures: ['Evening light on the hills below the survey stone.', 'The valley behind it, an hour later.'],
    reactions: { bruno: 'LIKE', chiara: 'LOVE', hana: 'LOVE', dagny: 'LAUGH', gwen: 'LIKE' },
    comments: [
      [
        'bruno',
        'Did you sign?',
        [
          ['ada', 'In triplicate.'],
          ['bruno', 'The marmot keeps one copy, I hope.'],
        ],
      ],
      ['chiara', 'I can hear the form being stamped.'],
      ['hana', 'He has an honest face. The marmot, I mean.'],
    ],
  },
];
