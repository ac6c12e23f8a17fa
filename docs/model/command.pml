/*
 * A command: a person's request over HTTP, answered once, however often the client that lost the answer asks again.
 *
 * Terms
 *   client     sends one command with one idempotency key, TRIES times at most, also while an earlier try is still
 *              running
 *   try        one HTTP request = one transaction of some instance: insert the key's row (waits for another try's
 *              open insert of the same key), lock the aggregate, decide, journal and keep the answer, commit, tell.
 *              It can crash before each of these
 *   aggregate  has PLACES; an accepted command takes one (an event in the journal with the key as its cause), else it
 *              is refused. Somebody may give a place back at any time, so that what was refused would be accepted
 *              later
 *
 * Claims
 *   C1  a command's effect stands in the journal at most once
 *   C3  what a person was told happened is in the journal when it is told
 *   C3s every try that is answered gets the same answer (refusals are kept too)
 *   CAP never more places taken than there are
 *
 * Mutations (-DMUT_x)
 *   NO_COMMAND_KEY        C1
 *   KEY_ONLY_READ         C1 (looked for, but not inserted before deciding)
 *   TOLD_BEFORE_COMMIT    C3
 *   KEY_COMMITTED_FIRST   C3 (in a transaction of its own)
 *   REFUSAL_NOT_KEPT      C3s
 *   AGGREGATE_NOT_LOCKED  CAP
 *
 * Not here: the revision that the person saw (a comparison under the aggregate's lock; its 409 is not kept), the
 * body's hash.
 *
 * Sizes: CLIENTS (1 or 2), TRIES, PLACES, CRASHES.
 */

#ifndef CLIENTS
#define CLIENTS 2
#endif
#ifndef TRIES
#define TRIES 2
#endif
#ifndef PLACES
#define PLACES 1
#endif
#ifndef CRASHES
#define CRASHES 2
#endif

#define ACCEPTED 1
#define REFUSED 2

bit C1 = 1, C3 = 1, C3s = 1, CAP = 1;

/* The store. `answer` is the committed row of the key; `keyLock` an insert that is not committed yet, by try + 1. */
byte answer[CLIENTS];
byte keyLock[CLIENTS];
byte aggregateLock;
byte taken;                     /* the aggregate's state */
byte events[CLIENTS];           /* in the journal, by cause */

byte told[CLIENTS];             /* the first answer that reached the client */
byte crashes, givenBack;

inline tell(what) {
    if
    :: what == ACCEPTED && events[client] == 0 -> C3 = 0; assert(C3)
    :: else
    fi;
    if
    :: told[client] != 0 && told[client] != what -> C3s = 0; assert(C3s)
    :: else
    fi;
    told[client] = what
}

inline unlock() {
    if
    :: keyLock[client] == me + 1 -> keyLock[client] = 0
    :: else
    fi;
    if
    :: aggregateLock == me + 1 -> aggregateLock = 0
    :: else
    fi
}

#define misfortune :: d_step { crashes < CRASHES -> crashes++; unlock() } -> goto done

proctype Try(byte me; byte client) {
    byte decision, base;

    /* Insert the key's row; if it is there: the answer kept. */
    if
#if defined(MUT_NO_COMMAND_KEY)
    :: 1
#elif defined(MUT_KEY_ONLY_READ)
    :: answer[client] == 0
    :: answer[client] != 0 -> goto kept
#else
    :: d_step { keyLock[client] == 0 && answer[client] == 0 -> keyLock[client] = me + 1 }
    :: keyLock[client] == 0 && answer[client] != 0 -> goto kept
#endif
    misfortune
    fi;

#ifdef MUT_KEY_COMMITTED_FIRST
    if
    :: d_step { 1 -> answer[client] = ACCEPTED; unlock() }
    misfortune
    fi;
#endif

    if
#ifdef MUT_AGGREGATE_NOT_LOCKED
    :: 1
#else
    :: d_step { aggregateLock == 0 -> aggregateLock = me + 1 }
#endif
    misfortune
    fi;

    if
    :: d_step { taken < PLACES -> decision = ACCEPTED; base = taken }
    :: d_step { taken >= PLACES -> decision = REFUSED }
    misfortune
    fi;

#ifdef MUT_TOLD_BEFORE_COMMIT
    d_step { tell(decision) };
#endif

    /* Journal, keep the answer, commit. */
    if
    :: d_step { 1 ->
            if
            :: decision == ACCEPTED ->
                events[client]++;
                taken = base + 1;
                if
                :: events[client] > 1 -> C1 = 0; assert(C1)
                :: else
                fi
            :: else
            fi;
#ifdef MUT_REFUSAL_NOT_KEPT
            if
            :: decision == ACCEPTED -> answer[client] = decision
            :: else
            fi;
#else
            answer[client] = decision;
#endif
            unlock()
        }
    misfortune
    fi;

    /* The answer reaches the client, or is lost. */
    if
    :: d_step { 1 -> tell(decision) }
    :: 1
    fi;
    goto done;

kept:
    if
    :: d_step { 1 -> tell(answer[client]) }
    :: 1
    fi;

done:
    skip
}

proctype Leaver() {
end:
    d_step { taken > 0 && aggregateLock == 0 -> taken--; givenBack++ }
}

active proctype Monitor() {
end:
    atomic { events[0] + events[CLIENTS - 1] > PLACES + givenBack -> CAP = 0; assert(CAP) }
}

init {
    byte i;
    atomic {
        do
        :: i < CLIENTS * TRIES -> run Try(i, i / TRIES); i++
        :: else -> break
        od;
        run Leaver()
    }
}
