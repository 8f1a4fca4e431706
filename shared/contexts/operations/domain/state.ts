/** R4. Under way, whatever the program. */
export type LiveState = 'pending' | 'preparing' | 'executing' | 'finalizing';

/** `lost`: nobody can say what happened. */
type EndState = 'done' | 'failed' | 'cancelled' | 'lost';

export type OperationState = LiveState | EndState;
