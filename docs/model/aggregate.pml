/*
 * Locking an aggregate that may not exist yet: two steps, of two input keys, route to the same new aggregate.
 *
 * Terms
 *   insert     INSERT ... ON CONFLICT DO NOTHING: waits for another's open insert of the same row
 *   lock       SELECT ... FOR UPDATE: waits for the row's holder; finds nothing, and locks nothing, if no committed
 *              row is there
 *   last       the aggregate's state: the sequence of its last outgoing event; the journal's next must be one more
 *              (no holes, no doubles)
 *
 * Claims
 *   C1o outgoing events are appended in sequence, each once: no step decides on a state that another has replaced
 *   end no run gets stuck
 *
 * Mutations (-DMUT_x)
 *   NOT_INSERTED_FIRST  C1o
 *
 * Sizes: STEPS, CRASHES.
 */

#ifndef STEPS
#define STEPS 3
#endif
#ifndef CRASHES
#define CRASHES 1
#endif

bit C1o = 1;

bit exists;             /* committed */
byte holder;            /* step + 1 that holds the row's lock, or its open insert */
byte last;
byte journal;           /* the last sequence in the journal */
byte crashes;

inline unlock() {
    if
    :: holder == me + 1 -> holder = 0
    :: else
    fi
}

#define misfortune :: d_step { crashes < CRASHES -> crashes++; unlock(); read = 0 } -> goto again

proctype Step(byte me) {
    byte read;

again:
#ifndef MUT_NOT_INSERTED_FIRST
    if
    :: d_step { !exists && holder == 0 -> holder = me + 1 }
    :: exists                                       /* on conflict nothing */
    misfortune
    fi;
#endif
    if
    :: d_step { exists && holder == 0 -> holder = me + 1 }
    :: holder == me + 1                             /* its own insert */
    :: !exists && holder != me + 1                  /* finds nothing, locks nothing (an open insert is invisible) */
    misfortune
    fi;
    if
    :: read = last
    misfortune
    fi;
    if
    :: d_step { 1 ->
            journal++;
            if
            :: journal != read + 1 -> C1o = 0; assert(C1o)
            :: else
            fi;
            last = read + 1;
            exists = 1;
            unlock();
            read = 0
        }
    misfortune
    fi
}

init {
    byte i;
    atomic {
        do
        :: i < STEPS -> run Step(i); i++
        :: else -> break
        od
    }
}
