/** What the scripted agent knows to say. `{name}` is the customer's name, `{agent}` the agent's own. */
export type Lines = readonly [string, ...string[]];

export interface Topic {
  readonly name: string;
  /** What a customer writes who means this topic; matched against lower-case text. */
  readonly pattern: RegExp;
  /** Said when the chat's subject already names the topic. */
  readonly opening: Lines;
  /** Asked back before the answer. */
  readonly questions: Lines;
  readonly answers: Lines;
  /** For what the customer still wants to know after the answer. */
  readonly followUps: Lines;
}

export const AGENT_NAMES: Lines = ['Maya', 'Tom', 'Priya', 'Lucas', 'Ingrid'];

export const TOPICS: readonly Topic[] = [
  {
    name: 'parcel',
    pattern:
      /\b(parcels?|packages?|deliver(y|ies|ed)?|shipp?(ed|ing|ment)?|tracking|courier|(where is|where's) my order|not arrived|(is|are|so|too) late)\b/,
    opening: ['I see it’s about a delivery.', 'I understand you’re waiting for a parcel.'],
    questions: [
      'Do you have the order number at hand? It’s in your confirmation email.',
      'Could you tell me the order number, please? Then I can look where it is.',
      'When did you order it? The number of the order would help, too.',
    ],
    answers: [
      'I’ve found it. Your parcel is at the depot and comes tomorrow between 9 and 12.',
      'Good news: it left our warehouse yesterday evening. It should be with you the day after tomorrow at the latest.',
      'I can see that the driver didn’t find anybody at home. It goes out again tomorrow, before noon.',
    ],
    followUps: [
      'You’ll get a text message in the morning with the exact hour.',
      'If nobody is home, the driver leaves it with a neighbour and puts a note in your letter box.',
      'I’ve asked the courier to look after this one with priority.',
    ],
  },
  {
    name: 'invoice',
    pattern:
      /\b(invoices?|bills?|billing|(charged|billed|bill|charging) (me|us|my|twice|again|too)|overcharged|paid|pay(ment|ing)?|twice|receipts?|direct debit)\b/,
    opening: ['I see it’s about an invoice.', 'I understand there’s a question about your bill.'],
    questions: [
      'Could you give me the invoice number? It’s at the top right.',
      'Which month is it about?',
      'What’s the amount on it, please?',
    ],
    answers: [
      'I’ve looked it up: the amount was booked twice by mistake. You’ll have the second one back within three working days.',
      'The difference is the one-time set-up fee. From next month on it’s the usual amount again.',
      'I’ve just sent a corrected invoice to your email address. Please throw the old one away.',
    ],
    followUps: [
      'There’s nothing you need to do, it happens by itself.',
      'You can see all your invoices under “My account”, too.',
      'No reminder will go out for the old one, I’ve made a note.',
    ],
  },
  {
    name: 'refund',
    pattern: /\b(refunds?|money back|send (it|them) back|returns?|returning|exchange)\b/,
    opening: ['I see you’d like to return something.', 'I understand it’s about a return.'],
    questions: [
      'No problem. Which item is it, and what’s the order number?',
      'Of course. May I ask what’s wrong with it?',
    ],
    answers: [
      'I’ve sent a return label to your email address. Stick it on the box and drop it at any parcel shop. The money is back about five days later.',
      'You have 30 days for that, so you’re well in time. The return label is on its way to you by email.',
    ],
    followUps: [
      'The return is free of charge, of course.',
      'It doesn’t have to be the original box. Any box will do.',
    ],
  },
  {
    name: 'broken device',
    pattern:
      /\b(broken|broke|defect(ive)?|doesn'?t work|does not work|not working|won'?t (start|turn on|charge)|stopped working|crack(ed)?|damaged|faulty|repairs?|warranty|freez(es|ing)|frozen)\b/,
    opening: [
      'I see that something isn’t working as it should.',
      'I’m sorry that your device gives you trouble.',
    ],
    questions: [
      'Which device is it? The model is on the label underneath.',
      'Is there a light on, or is it completely dark?',
      'Since when has it been like that?',
    ],
    answers: [
      'Please hold the power button for ten seconds, wait a moment, and switch it on again. That helps in most cases.',
      'It’s still under warranty, so we’ll exchange it. The new one is with you in two days, and the courier takes the old one along.',
      'That model has a small fault we know about. An update fixes it: Settings, then Update, and it takes about five minutes.',
    ],
    followUps: [
      'If that doesn’t help, we’ll exchange it, I promise.',
      'Your data stay where they are, don’t worry.',
      'Take your time, I’ll wait while you try.',
    ],
  },
  {
    name: 'password',
    pattern:
      /\b(passwords?|log ?-?in|logging in|sign(ing)? in|locked out|pin|reset|account (is )?(locked|blocked))\b/,
    opening: ['I see you can’t get into your account.', 'I understand there’s trouble with signing in.'],
    questions: [
      'Do you see a message when you try? What does it say?',
      'Have you tried “Forgot password” yet?',
    ],
    answers: [
      'I’ve just sent you a link to set a new password. It’s good for an hour. Please look in the spam folder, too.',
      'Your account was locked after too many attempts. I’ve unlocked it, please try again in two minutes.',
    ],
    followUps: [
      'Please never tell anybody your password, not even me.',
      'If the link doesn’t come within ten minutes, I’ll send another one.',
    ],
  },
  {
    name: 'opening hours',
    pattern: /\b(open(ing)?|hours|close[ds]?|closing|sundays?|weekends?|holidays?|until when)\b/,
    opening: ['I see it’s about our opening hours.'],
    questions: ['Which of our shops do you mean?', 'For which day do you need to know?'],
    answers: [
      'We’re open Monday to Friday from 9 to 7, and on Saturdays from 10 to 4. Sundays we’re closed.',
      'The shop is open until 7 today. On Saturdays we close at 4.',
    ],
    followUps: [
      'It’s quietest in the early afternoon, by the way.',
      'On public holidays we’re closed, but this chat is always there.',
    ],
  },
  {
    name: 'address',
    pattern: /\b(address|moved|moving|new (house|flat|home))\b/,
    opening: ['I see that your address changes.'],
    questions: [
      'From which day on is the new address good?',
      'Is that for deliveries, for invoices or for both?',
    ],
    answers: [
      'I’ve opened your account for the change. You’ll find the form under “My account”, “Address”. It takes a minute.',
      'All set. From now on everything goes to the new address, open orders as well.',
    ],
    followUps: ['You’ll get a confirmation by email.', 'I wish you a good start in the new place!'],
  },
  {
    name: 'cancellation',
    pattern: /\b(cancel(l?ed|l?ing|lation)?|terminate|unsubscribe|contract|subscription)\b/,
    opening: ['I see it’s about your contract.'],
    questions: [
      'I’m sorry to hear that. May I ask why you’d like to leave?',
      'What’s the customer number on your contract, please?',
    ],
    answers: [
      'I’ve made a note of it. The contract ends at the end of next month, and you’ll have it in writing tomorrow.',
      'That’s possible at the end of every month. I’ve just sent you the confirmation by email.',
    ],
    followUps: [
      'You don’t have to send anything back.',
      'If you change your mind, a short message is enough.',
    ],
  },
  {
    name: 'appointment',
    pattern: /\b(appointments?|book(ing)?|reschedule|technician|visit)\b/,
    opening: ['I see it’s about an appointment.'],
    questions: ['Which day would suit you best?', 'Would you rather have the morning or the afternoon?'],
    answers: [
      'I have Thursday at 10:30 for you. It’s booked, and a confirmation is on its way.',
      'There’s a free slot tomorrow at 3. I’ve put your name down.',
    ],
    followUps: [
      'You can move it up to two hours before, right from the confirmation email.',
      'It takes about half an hour.',
    ],
  },
];

export const GREETINGS: Lines = [
  'Hello {name}, this is {agent}.',
  'Hi {name}! I’m {agent}, nice to meet you.',
  'Good day {name}, you’re talking to {agent}.',
];

export const OPEN_QUESTIONS: Lines = [
  'What can I do for you?',
  'How can I help you today?',
  'Tell me, what happened?',
];

export const ACKNOWLEDGEMENTS: Lines = [
  'I’m sorry about that, let’s sort it out.',
  'I’ll gladly look into that for you.',
  'Of course, I can help with that.',
];

export const SYMPATHY: Lines = [
  'I’m really sorry, {name}, that must be annoying.',
  'I understand that you’re upset, and I’m sorry. Let’s get this fixed.',
];

export const LOOKING: Lines = [
  'Thank you, one moment please.',
  'Thanks, I’m looking it up …',
  'Got it. Let me check.',
];

export const ANYTHING_ELSE: Lines = [
  'Is there anything else I can do for you?',
  'Can I help you with anything else?',
  'Anything else on your mind?',
];

export const WELCOMES: Lines = ['You’re very welcome!', 'My pleasure, {name}.', 'Gladly!'];

export const GLAD: Lines = ['Good!', 'Great.', 'Glad that’s settled.'];

export const GO_AHEAD: Lines = ['Sure, go ahead.', 'Of course. What is it?', 'I’m listening.'];

export const GOODBYES: Lines = [
  'Thanks for chatting with us, {name}. Have a lovely day!',
  'Take care, {name}, and all the best!',
  'Goodbye {name}, it was nice talking to you.',
];

export const UNCLEAR: Lines = [
  'I’m not sure I understood. Could you tell me a little more?',
  'Could you put that in other words for me, please?',
  'Do you mean an order, an invoice, or something about a device?',
];

export const PASSED_ON: Lines = [
  'I’d rather ask a colleague who knows this better. I’ve made a note, and we’ll come back to you today.',
  'That’s one for my team lead. I’ve passed it on with everything you wrote here.',
];

/** The demo is not to be taken for a person by somebody who asks. */
export const WHO_I_AM: Lines = [
  'I’m the demo agent of this app: a small script with a few answers. A person can take over on the agent page at any time.',
];

export const ENGLISH_ONLY: Lines = [
  'I’m sorry, I can only read English. Could you write it in English, please?',
  'Sorry, my English is all I have. Would English be all right for you?',
];

export const STILL_THERE: Lines = [
  'Are you still there, {name}?',
  'I’m still here, {name}. Take all the time you need.',
];

export const CLOSING_FOR_NOW: Lines = [
  'I’ll close this chat for now, {name}. Just start a new one whenever you like. Goodbye!',
];
