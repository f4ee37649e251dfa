/** A problem document (RFC 9457) as the gateway sends it. */
export type ApiProblem = Readonly<{
  code: string;
  title: string;
  detail: string;
  instance: string;
  errors?: readonly Readonly<{ path: string; message: string }>[];
}> &
  Readonly<Record<string, unknown>>;

/** A call that the gateway refused. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: ApiProblem | undefined;

  constructor(status: number, problem: ApiProblem | undefined) {
    const fields = problem?.errors?.map(({ path, message }) => `${path}: ${message}`) ?? [];
    super(problem ? [`${problem.title}: ${problem.detail}`, ...fields].join("\n  ") : `HTTP status ${status}`);
    this.name = "ApiError";
    this.status = status;
    this.problem = problem;
  }
}

/** The problem document in a parsed body; undefined when it is something else. */
export function problemIn(body: unknown): ApiProblem | undefined {
  return typeof body === "object" && body !== null && "code" in body && "title" in body
    ? (body as ApiProblem)
    : undefined;
}
