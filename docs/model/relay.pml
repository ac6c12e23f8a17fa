/*
 * The relay: what stands in the journal of one writer comes into the log at least once.
 *
 * Terms
 *   journal    events 1 ... EVENTS of one key, appended one by one (a step's commit); `marked` per event: published,
 *              with its place
 *   relay      one of two. The lease names one, but a relay that slept does not know that it lost it, and goes on
 *   send       given to the broker; the broker appends it or not (it fails); the report says appended, or failed:
 *              which may be a lie (appended, but the acknowledgement was lost). A relay keeps up to WINDOW events in
 *              flight; reports come in order
 *
 * Claims
 *   C2r  an event that is marked is in the log (so step.pml may count on: each record at least once)
 *   C2e  when nothing can move any more, every event is in the log and marked
 *   What is not claimed, and step.pml therefore allows: once only, and in order.
 *   TWICE and DISORDER (-DCLAIM_x) claim just these; `check` shows that they are violated, so step.pml's liberties
 *   are not idle.
 *
 * Mutations (-DMUT_x)
 *   MARKED_BEFORE_REPORT  C2e
 *
 * Sizes: EVENTS, WINDOW, and budgets: CRASHES, FAILURES (of a send), TAKEOVERS (of the lease).
 */

#ifndef EVENTS
#define EVENTS 3
#endif
#ifndef WINDOW
#define WINDOW 2
#endif
#ifndef CRASHES
#define CRASHES 1
#endif
#ifndef FAILURES
#define FAILURES 2
#endif
#ifndef TAKEOVERS
#define TAKEOVERS 2
#endif

#define ALL ((1 << EVENTS) - 1)

bit C2r = 1, C2e = 1, TWICE = 1, DISORDER = 1;

byte journal;           /* events appended so far */
byte marked;            /* one bit an event */
byte logged;            /* one bit an event: in the log at least once */
byte lease;
byte crashes, failures, takeovers;

inline appendToLog(e) {
#ifdef CLAIM_TWICE
    if
    :: (logged >> (e)) & 1 -> TWICE = 0; assert(TWICE)
    :: else
    fi;
#endif
#ifdef CLAIM_DISORDER
    if
    :: (logged & ((1 << (e)) - 1)) != ((1 << (e)) - 1) -> DISORDER = 0; assert(DISORDER)
    :: else
    fi;
#endif
    logged = logged | (1 << (e))
}

inline mark(e) {
    marked = marked | (1 << (e));
    if
    :: (logged >> (e)) & 1
    :: else -> C2r = 0; assert(C2r)
    fi
}

proctype Relay(byte me) {
    byte todo;          /* what it read as not marked and has not sent yet, one bit an event */
    byte next;          /* the event it sends next */
    byte head;          /* the first event in flight, the window is head ..< next */
    byte outcome;       /* one bit an event in flight: failed, says the report */

idle:
end:
    atomic { lease == me && marked != ((1 << journal) - 1) ->
        todo = ((1 << journal) - 1) & ~marked;
        next = 0;
        do
        :: !((todo >> next) & 1) -> next++
        :: else -> break
        od;
        head = next
    };

sending:
    if
    /* Send one more; order per key. What the broker does with it is settled here, what the report says too. */
    :: atomic { next < EVENTS && ((todo >> next) & 1) && next - head < WINDOW && !outcome ->
#ifdef MUT_MARKED_BEFORE_REPORT
            marked = marked | (1 << next);
#endif
            if
            :: appendToLog(next)
            :: failures < FAILURES -> failures++; outcome = outcome | (1 << next)
            :: failures < FAILURES -> failures++; appendToLog(next); outcome = outcome | (1 << next)
            fi;
            next++
        } -> goto sending
    /* A send already under way behind one whose report has not come yet. */
    :: atomic { next < EVENTS && ((todo >> next) & 1) && next - head < WINDOW && outcome ->
            if
            :: appendToLog(next)
            :: skip
            fi;
            outcome = outcome | (1 << next);
            next++
        } -> goto sending
    /* The delivery report of the first in flight: mark it, or stop the key at its first failure. */
    :: d_step { head < next && !((outcome >> head) & 1) -> mark(head); head++ } -> goto sending
    :: d_step { head < next && ((outcome >> head) & 1) -> todo = 0; next = 0; head = 0; outcome = 0 } -> goto idle
    :: d_step { head == next && (next == EVENTS || !((todo >> next) & 1)) ->
            todo = 0; next = 0; head = 0; outcome = 0 } -> goto idle
    :: d_step { crashes < CRASHES -> crashes++; todo = 0; next = 0; head = 0; outcome = 0 } -> goto idle
    fi
}

proctype Writer() {
    do
    :: journal < EVENTS -> journal++
    :: d_step { takeovers < TAKEOVERS -> takeovers++; lease = 1 - lease }
    :: journal == EVENTS -> break
    od
}

active proctype Monitor() {
end:
    atomic { timeout && (logged != ALL || marked != ALL) -> C2e = 0; assert(C2e) }
}

init {
    atomic { run Relay(0); run Relay(1); run Writer() }
}
