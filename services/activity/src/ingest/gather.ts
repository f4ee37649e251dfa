const MOST = 1_000;

/**
 * Asks for many callers at once: one question is under way at a time, and what is wanted meanwhile makes up the next, so
 * that a lone caller waits for nobody and a crowd asks seldom. Each is given the answer for all who were asked for with him.
 */
export function gather<W, A>(ask: (wanted: readonly W[]) => Promise<A>): (wanted: readonly W[]) => Promise<A> {
  let last: Promise<unknown> = Promise.resolve();
  let open: Question<W, A> | undefined;

  function begin(): Question<W, A> {
    const wanted: W[] = [];
    const answer = last.then(() => {
      if (open === question) open = undefined;
      return ask(wanted);
    });
    const question = { wanted, answer };
    last = answer.catch(() => {});
    return question;
  }

  return (wanted) => {
    if (!open || open.wanted.length + wanted.length > MOST) open = begin();
    open.wanted.push(...wanted);
    return open.answer;
  };
}

type Question<W, A> = Readonly<{ wanted: W[]; answer: Promise<A> }>;
