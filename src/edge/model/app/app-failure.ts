/** The app under test failed: the message is the reason, in which its words are not cut yet and its secrets not hidden. */
export class AppFailure extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "AppFailure";
  }
}
