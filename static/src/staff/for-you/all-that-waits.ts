import { HandlerError, type Handlers } from "../../shared/handlers";
import { Signal } from "../../shared/signal";
import type { AnsweredLeft, Cluster, ClustersAnswer, LeftQuestion, ReportsAnswer, ReportState, Resource, ResourceAnswer, ResourceWork, ResourceWorkAnswer } from "../../shared/wire";

/** Questions that are alike, as they are shown: each with who asked, and when. */
export interface Asked {
  /** The cluster's name here: the id of its first question when it was shown. */
  key: string;
  questions: LeftQuestion[];
  learners: number;
}

export type Judgement = "resource_publish" | "resource_hide" | "resource_verify";

/** What waits for the staff of a course, looked at again and again, and what they do about it. Rejections are `HandlerError`s. */
export class AllThatWaits {
  readonly changed = new Signal();
  asked: Asked[] = [];
  /** null while nobody has told yet, or where there is no such list. */
  review: ResourceWork[] | null = null;
  reports: ReportState[] | null = null;
  /** Resources that were opened here, by id. */
  readonly opened = new Map<string, Resource>();
  /** The lists could not be had. */
  missing = false;

  constructor(private readonly handlers: Handlers) {}

  /** Ask which questions were left; where that does not come, those that are known stay. */
  async loadAsked(): Promise<void> {
    await this.fetch<ClustersAnswer>("staff_clusters", ({ clusters, left }) => (this.asked = grouped(clusters, left)));
    this.changed.emit();
  }

  /** Say why there will be no answer to these; returns to how many. What somebody else was quicker with is passed over. */
  async dismiss(asked: Asked, reason: string): Promise<number> {
    let many = 0;
    for (const { call_id: id } of asked.questions) {
      try {
        await this.handlers.post("dismiss_left", { call_id: id, reason });
        many += 1;
      } catch (error) {
        if (!(error instanceof HandlerError) || error.code !== "conflict") throw error;
      }
    }
    this.asked = this.asked.filter(({ key }) => key !== asked.key);
    this.changed.emit();
    return many;
  }

  async load(): Promise<void> {
    this.missing = false;
    await Promise.all([
      this.fetch<ResourceWorkAnswer>("resource_work", ({ review }) => (this.review = review)),
      this.fetch<ReportsAnswer>("reports", ({ reports }) => (this.reports = reports.filter(({ state }) => state === "open"))),
    ]);
    this.changed.emit();
  }

  /** Answer some questions of a cluster at once. Those that somebody else has answered meanwhile go too, and are returned. */
  async answer(asked: Asked, ids: string[], answer: string, publish: boolean): Promise<AnsweredLeft> {
    const [first = "", ...others] = ids;
    const told = await this.handlers.post<AnsweredLeft>("answer_left", { call_id: first, call_ids: others, answer, publish });
    const questions = asked.questions.filter(({ call_id: id }) => !ids.includes(id));
    const rest = questions.length > 0 ? [{ ...asked, questions, learners: learnersOf(questions) }] : [];
    this.asked = this.asked.flatMap((one) => (one.key === asked.key ? rest : [one]));
    this.changed.emit();
    return told;
  }

  /** Read a resource, as it is right now. */
  async open(id: string): Promise<void> {
    this.take((await this.handlers.post<ResourceAnswer>("resource_read", { resource_id: id })).resource);
  }

  /** Publish, hide or verify what was read here, in just that text; what was said against it is settled, with words to whoever said it. */
  async judge(what: Judgement, { resource_id: id, rev }: Resource, words = ""): Promise<void> {
    try {
      await this.handlers.post<ResourceAnswer>(what, { resource_id: id, rev, ...(words && { words }) });
    } catch (error) {
      if (error instanceof HandlerError && error.code === "stale-resource") await this.open(id);
      throw error;
    }
    this.opened.delete(id);
    this.review = (this.review ?? []).filter((one) => one.resource_id !== id);
    this.reports = (this.reports ?? []).filter((one) => one.resource_id !== id);
    this.changed.emit();
  }

  private take(resource: Resource): void {
    this.opened.set(resource.resource_id, resource);
    this.changed.emit();
  }

  private async fetch<T>(name: string, take: (answer: T) => void): Promise<void> {
    try {
      take(await this.handlers.post<T>(name));
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      if (error.code !== "no-such-handler") this.missing = true;
    }
  }
}

/** Put questions together as the server did; one of which it said nothing stands by itself. */
export function grouped(clusters: Cluster[], left: LeftQuestion[]): Asked[] {
  const open = new Map(left.map((one) => [one.call_id, one]));
  const taken = clusters.map(({ call_ids: ids }) => ids.flatMap((id) => open.get(id) ?? []));
  for (const one of taken.flat()) open.delete(one.call_id);
  const all = [...taken.filter((some) => some.length > 0), ...[...open.values()].map((one) => [one])];
  return all.map((questions) => ({ key: questions[0]?.call_id ?? "", questions, learners: learnersOf(questions) }));
}

function learnersOf(questions: LeftQuestion[]): number {
  return questions.reduce((sum, { learners = 1 }) => sum + learners, 0);
}
