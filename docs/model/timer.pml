/*
 * A timer that comes due while records and other instances work on its aggregate.
 *
 * Terms
 *   due        the timer's row; a transaction that deletes it holds its lock until it ends
 *   sweeper    an instance's timer step: reads candidates without locks, locks the aggregate, DELETE FROM due ...
 *              RETURNING; no row: someone else did it
 *   record     a step of the aggregate that calls the timer off: locks the aggregate, deletes the row
 *
 * Claims
 *   C1t  the timer happens at most once, and never after it was called off
 *   C2t  when all is done it happened or was called off
 *   end  no run gets stuck: one lock order, aggregate before due. (PostgreSQL would end the deadlock with 40P01; here
 *        it is an invalid end state.)
 *
 * Mutations (-DMUT_x)
 *   DUE_CLAIMED_FIRST  stuck
 *   DELETE_NOT_JUDGED  C1t (its RETURNING is not looked at)
 *
 * Sizes: SWEEPERS, CRASHES.
 */

#ifndef SWEEPERS
#define SWEEPERS 2
#endif
#ifndef CRASHES
#define CRASHES 1
#endif

bit C1t = 1, C2t = 1;

bit due = 1;
byte dueLock, aggregateLock;
byte happened, calledOff;
byte crashes, finished;

inline unlock() {
    if
    :: dueLock == me + 1 -> dueLock = 0
    :: else
    fi;
    if
    :: aggregateLock == me + 1 -> aggregateLock = 0
    :: else
    fi;
    deleted = 0
}

#define misfortune :: d_step { crashes < CRASHES -> crashes++; unlock() } -> goto again

/* DELETE ... RETURNING waits for another's open delete, then sees what that one left. */
#define deletion \
    :: d_step { dueLock == 0 && due -> dueLock = me + 1; deleted = 1 } \
    :: d_step { dueLock == 0 && !due -> deleted = 0 }

#define aggregateLocking :: d_step { aggregateLock == 0 -> aggregateLock = me + 1 }

proctype Sweeper(byte me) {
    bit deleted;

again:
    if
    :: due
    :: !due -> goto done
    fi;
    if
#ifdef MUT_DUE_CLAIMED_FIRST
    deletion
#else
    aggregateLocking
#endif
    misfortune
    fi;
    if
#ifdef MUT_DUE_CLAIMED_FIRST
    aggregateLocking
#else
    deletion
#endif
    misfortune
    fi;
    if
    :: d_step { 1 ->
            if
#ifdef MUT_DELETE_NOT_JUDGED
            :: 1 ->
#else
            :: deleted ->
#endif
                happened++;
                due = 0;
                if
                :: happened + calledOff > 1 -> C1t = 0; assert(C1t)
                :: else
                fi
            :: else
            fi;
            unlock()
        }
    misfortune
    fi;
done:
    finished++
}

proctype Record(byte me) {
    bit deleted;

again:
    if
    aggregateLocking
    misfortune
    fi;
    if
    deletion
    misfortune
    fi;
    if
    :: d_step { 1 ->
            if
            :: deleted -> due = 0; calledOff++
            :: else
            fi;
            unlock()
        }
    misfortune
    fi;
    finished++
}

active proctype Monitor() {
end:
    atomic { finished == SWEEPERS + 1 && happened + calledOff != 1 -> C2t = 0; assert(C2t) }
}

init {
    byte i;
    atomic {
        do
        :: i < SWEEPERS -> run Sweeper(i); i++
        :: else -> break
        od;
        run Record(SWEEPERS)
    }
}
