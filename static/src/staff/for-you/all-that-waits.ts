import { HandlerError } from "../../shared/handlers";
import type { ClustersAnswer } from "../../shared/wire";
import { type Asked, grouped, StaffList } from "../staff-list";

/** What waits for the staff of a course, looked at again and again; questions can be closed without an answer. */
export class AllThatWaits extends StaffList {
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
}
