import type { ProxySignInAnswer, ProxySignInView } from '@shared/proxySignIn';
import type { Log } from '../lib/log';
import type { ProxyLogin, ProxyLoginStore } from './proxyLoginStore';

/** What an exchange needs of it. */
export interface ProxyLogins {
  /**
   * The login for a proxy, or null where none is known: then a person is asked, and a later request finds it.
   * `refused`: what the proxy has just turned down.
   */
  find(proxy: string, refused: ProxyLogin | null): Promise<ProxyLogin | null>;
}

/** Asks for the login of a proxy once, and remembers it. */
export interface ProxySignIn extends ProxyLogins {
  /** Is told of each question, and of its end. */
  follow(listener: (question: ProxySignInView | null) => void): void;
  /** What the person is asked now. */
  getQuestion(): ProxySignInView | null;
  answer(answer: ProxySignInAnswer): Promise<void>;
  /** Somebody tries again: who has turned the question away may be asked once more. */
  allowAsking(): void;
  /** Resolves when no question is open: true when one of them was answered. */
  whenSettled(): Promise<boolean>;
}

export interface ProxySignInOptions {
  readonly store: ProxyLoginStore;
  /** False at a counter: its customers know no login, and nobody's is kept there. */
  readonly mayAsk: boolean;
  readonly log: Log;
}

const isSame = (one: ProxyLogin, other: ProxyLogin) =>
  one.username === other.username && one.password === other.password;

export function createProxySignIn({ store, mayAsk, log }: ProxySignInOptions): ProxySignIn {
  let listener: (question: ProxySignInView | null) => void = () => undefined;
  /** One dialog at a time; a second proxy waits for its turn. The first is what the person sees. */
  let questions: readonly ProxySignInView[] = [];
  let isTurnedAway = false;
  /** At least one of the questions since nobody was asked last. */
  let wasAnswered = false;
  let waiting: ((wasAnswered: boolean) => void)[] = [];

  const getQuestion = () => questions[0] ?? null;

  function setQuestions(changed: readonly ProxySignInView[]): void {
    const shown = getQuestion();
    questions = changed;
    if (getQuestion() !== shown) listener(getQuestion());
  }

  function ask(proxy: string, wasWrong: boolean): void {
    if (isTurnedAway || questions.some((question) => question.proxy === proxy)) return;
    log.info('proxy login asked for', { wasWrong });
    setQuestions([...questions, { proxy, wasWrong, isKept: store.isKept() }]);
  }

  return {
    async find(proxy, refused) {
      if (!mayAsk) return null;
      const known = await store.get(proxy);
      const isWrong = known !== null && refused !== null && isSame(known, refused);
      if (known !== null && !isWrong) return known;
      // Given again and again, a wrong password would lock the account.
      if (isWrong) await store.forget(proxy);
      ask(proxy, refused !== null);
      return null;
    },
    follow(told) {
      listener = told;
    },
    getQuestion,
    async answer(answer) {
      const question = getQuestion();
      const { proxy } = answer;
      // A second press may come after the answer, when another proxy is asked about.
      if (question?.proxy !== proxy) return;
      isTurnedAway = answer.name === 'cancelled';
      wasAnswered ||= !isTurnedAway;
      if (answer.name === 'given')
        await store.set(proxy, { username: answer.username, password: answer.password });
      // Who turns one away does not want to be asked by the next.
      setQuestions(isTurnedAway ? [] : questions.filter((other) => other !== question));
      if (questions.length > 0) return;
      const told = waiting;
      const answered = wasAnswered;
      waiting = [];
      wasAnswered = false;
      for (const tell of told) tell(answered);
    },
    allowAsking() {
      isTurnedAway = false;
    },
    whenSettled: () =>
      questions.length === 0 ? Promise.resolve(false) : new Promise((resolve) => waiting.push(resolve)),
  };
}

/** Where nobody is to be asked, and nothing is known. */
export const NO_PROXY_LOGINS: ProxyLogins = { find: () => Promise.resolve(null) };
