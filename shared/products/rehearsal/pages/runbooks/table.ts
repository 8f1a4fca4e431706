// Made by `npm run generate` from docs/guide/alerts.md.
export const runbooks = {
  dead_letters: {
    title: 'Dead letters',
    markup: `<p><em>Critical. An effect or a task was given up after its last attempt: something promised was not done.</em></p>
<ol><li><code>logs 'jsonPayload.message=("effect given up" OR "task given up" OR "dead letters wait")'</code>: which effect, which request, how often. <code>logs 'jsonPayload.effect="THE-KEY"'</code> shows each attempt's cause.</li><li>The kind is the end of the key. <code>send_mail</code>: the mail server (<code>SMTP_URL</code>) refuses or is away. <code>check_gates</code>: GitHub, or its token. <code>drive_operation</code> (<code>run_job</code>, <code>deploy_step</code> in keys of before 0062): the backup server; the request was told, and shows it. <code>update_sheet</code>: is the sheet still shared with the account of <code>update-sheet</code>? <code>offer_turn</code>: the database. <code>advance_plan</code>: the database too; the sweep replays it by itself after 1, 2, 4, 8, 16 and 32 hours, so mend the cause, and replay it only if you cannot wait. A key that ends in <code>gone-BACKEND</code>: that request waits for a backend that is no longer in the settings. Put it back and replay the letter, or <code>requests stop</code> the request and dismiss it.</li><li>Fix the cause. A mail can wait until morning; a run that was given up frees its backend, so nobody is blocked.</li><li><code>npm run rehearsal -- dead list</code> shows key, attempts and cause of each; the board lists the newest. <code>dead replay &lt;key&gt;</code>, <code>dead replay --kind send_mail</code> or <code>dead replay --all</code> queues them again under a new number; doing it twice does no harm, and an effect that the request no longer needs does nothing. Dismiss what can never succeed with <code>dead dismiss &lt;key&gt; --why …</code>. Until then every sweep says <code>dead letters wait</code>, and admins are mailed once an hour at most. They are kept for 180 days.</li></ol>`,
  },
  what_the_installation_mails_automatically: {
    title: 'What the installation mails automatically',
    markup: `<p>Besides these alerts, the system mails the admins once when a fault begins and once when it is over; until then the board shows it, with how many there are and since when.</p>
<ul><li><strong>An agent is silent</strong>: it has not reported for longer than <code>rules.agentSilentMinutes</code> (4), or never, and sweeps that followed one another all saw it. A system that was down itself waits for the agent to report before it says anything. Restart the agent on its backend; if it is meant to stay off, <code>backends pause &lt;backend&gt; --why …</code>.</li><li><strong>Mails are refused</strong>: the mail server refused one or more mails of the last 24 hours. Mails that it may accept later are retried; a mail that it refuses for good becomes a dead letter. Fix what it complains about (its last answer is in the mail and on the board), then <code>dead replay --kind send_mail</code>. If the mail about an alarm is itself refused, there is no other alarm: look at the board. Mails about releases, backends and the installation, and their delivery, are on the page <code>/mails</code> and in <code>npm run rehearsal -- mails list</code>; <code>mails again &lt;key&gt;</code> sends any mail once more.</li></ul>`,
  },
  sweep_silent: {
    title: 'Sweep silent',
    markup: `<p><em>Critical. No sweep has succeeded for half an hour: whatever is lost now stays lost until one does.</em></p>
<ol><li><code>gcloud scheduler jobs describe sweep --location=$REGION</code>: is it paused, when was its last attempt, with what status?</li><li><code>logs 'resource.labels.service_name="sweep"'</code>. 401 or “caller refused”: its audience or account is not what the function expects: <code>terraform plan</code> shows what was changed by hand. A start that fails lists every missing name and every problem of the settings: go back to the settings before.</li><li><code>gcloud scheduler jobs run sweep --location=$REGION</code> runs it now; it does no harm to run it often.</li></ol>`,
  },
  sweep_found_work: {
    title: 'Sweep found work',
    markup: `<p><em>Warning. More than two sweeps in an hour found work that should have happened without them. It was done, only late.</em></p>
<p>The message says how many effects and turns. Together with trigger_lag: events are late, see there. Alone and small: instances that were stopped half-way, as at a deployment. Every hour: a function dies without a word; look for “memory limit” and for timeouts with <code>logs 'severity&gt;=ERROR'</code>.</p>`,
  },
  sweep_failed: {
    title: 'Sweep failed',
    markup: `<p><em>Error. The sweep could not take up what was lost.</em> The message names what and why: mostly the database or Cloud Tasks refuses (a role, a quota, a paused queue that was deleted). It tries again in three minutes. One that never succeeds is a defect of that one document. <code>npm run rehearsal -- sweep</code> lists every sweeper, what each last found, and why it could not look.</p>`,
  },
  trigger_lag: {
    title: 'Trigger lag',
    markup: `<p><em>Error. An event has waited for more than 5 minutes: new versions of requests are not dispatched.</em></p>
<ol><li><code>logs 'resource.labels.service_name="dispatch-effect"'</code>. If there are errors: Eventarc delivers again until it succeeds, so the newest error is the one to fix.</li><li>No line at all: may the account <code>rehearsal-events</code> still call it? <code>terraform plan</code>. Is Eventarc well? See the <a href="https://status.cloud.google.com" rel="noreferrer">status of Google Cloud</a>.</li><li>Meanwhile, the sweep dispatches everything within a few minutes of its time. You need not do anything by hand.</li></ol>`,
  },
  task_lag: {
    title: 'Task lag',
    markup: `<p><em>Warning. Tasks start more than 10 minutes late.</em></p>
<p><code>gcloud tasks queues describe NAME --location=$REGION</code>: is it paused? Is its function slow, or at its most instances? A 503 with <code>Retry-After</code> slows the whole queue on purpose: <code>logs 'jsonPayload.message="effect failed, to be tried again"'</code> says which outside service asks for it. It recovers when that service does.</p>`,
  },
  error_ratio: {
    title: 'Error ratio',
    markup: `<p><em>Error. More than 5 percent of public calls fail.</em> People see it.</p>
<p><code>logs 'severity&gt;=ERROR'</code> by service. Just after a deployment: go back. At the start of every instance: settings or secrets. Only serve-agent: agents keep their jobs' output and keep trying, so nothing is lost.</p>`,
  },
  pages_failed: {
    title: 'Pages failed',
    markup: `<p><em>Error. A function ended in an unexpected error.</em> Its caller saw an error page, or a problem with the code <code>internal_error</code>. <code>logs 'jsonPayload.message="function failed"'</code> has function and cause. One function, always the same: a defect, note the time and open an issue. All of them: as error_ratio.</p>`,
  },
  clocks_breached: {
    title: 'Clocks breached',
    markup: `<p><em>Warning. An admin did not answer within the promised time (S4).</em> Nothing is broken: the release team, the contributor and the admin who is asked next have a mail, and there is one more each day until somebody answers. The message says which request, and whether it waits for a review or a verdict; the board shows who is asked. <code>lateMs</code> is how late the breach was seen: more than five minutes is a defect, look at task_lag and sweep_silent.</p>`,
  },
  runs_lost: {
    title: 'Runs lost',
    markup: `<p><em>Error. Nobody knows how a run ended, or its provider reports an unknown state.</em> The request shows the run as lost, and its evidence does not count; its backend is free again. Check whether the job is still running on the backup server, and stop it there <strong>before</strong> the job runs again.</p>`,
  },
  backend_silent: {
    title: 'Backend silent',
    markup: `<p><em>Error. A backup server's executor cannot be asked.</em> Nothing new starts there; what runs goes on, and its end is fetched later. Nothing is lost.</p>
<ol><li>The page of the backend (or <code>npm run rehearsal -- backends status BACKEND</code>) says when its agent was last heard and what is at work there.</li><li>Is the agent alive? On its machine look at its process and its last lines: <code>journalctl -u rehearsal-agent -n 50</code> where it is a service, the terminal of <code>npm start</code> at home, where it is started with the system: stop it and run <code>npm start</code> again. Jobs that run outlive their agent, and the next one finds them.</li><li>It lives and is not heard. Its lines say why: <code>401</code> is its token (make another: <code>npm run rehearsal -- tokens make --agent BACKEND</code>, and give it to the agent as <code>AGENT_TOKEN</code>), anything about names or connections is the network or the address of the system; a full disk stops it, too.</li><li>It cannot be mended now: <code>npm run rehearsal -- backends pause BACKEND --why …</code>, or Pause on its page. Who waits is told why on their pages, and admins get no further mail about it. Resume it when the agent is back.</li><li>With Dataflow or Cloud Build there is no agent: look at roles and quotas, and at the <a href="https://status.cloud.google.com" rel="noreferrer">status of Google Cloud</a>.</li></ol>`,
  },
  callers_refused: {
    title: 'Callers refused',
    markup: `<p><em>Warning. More than 20 calls in an hour without proof.</em> “webhook refused” with <code>no_match</code> or <code>outside_tolerance</code>: a sender with an old secret or a wrong clock; its requests do not come in. “caller refused” on a task function: somebody changed audience or accounts by hand. If the calls come from nobody you know, a stranger is trying; nothing got in, and the answer reveals nothing.</p>`,
  },
  sheet_repaired: {
    title: 'Sheet repaired',
    markup: `<p><em>Warning. Somebody deleted, copied, sorted apart or typed over the machine's part of the approval sheet.</em> "sheet has duplicate rows": Rehearsal writes to the first of them. "sheet was repaired": every night (<code>reconcile-sheet</code>) the machine's cells are made to say what the database says; the line counts what was missing, behind, edited or there twice. Cells in people's own columns are not touched. Delete emptied copies by hand. "sheet could not be reconciled": the line says why; mostly the tab or its headers were renamed, or the sheet is not shared with the function's account.</p>`,
  },
  the_budget: {
    title: 'The budget',
    markup: `<p>Mail at 50, 90 and 100 percent, and when this month's forecast passes it. Nothing is switched off. See what it costs; the usual cause is an agent that waits, or a loop of retries: look at task_lag's and dead_letters' lines.</p>`,
  },
} as const;
