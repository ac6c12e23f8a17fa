/*
 * A scarce resource booked by steps of different aggregates (no common aggregate lock) at READ COMMITTED.
 *
 * Terms
 *   counter    UPDATE quota SET used = used + 1 WHERE used + 1 <= cap: waits for the row's holder, then judges what
 *              that one left
 *   sum        SELECT count(*) FROM booking, then INSERT: what is not committed is not counted
 *
 * Claims
 *   Q   never more bookings than the cap
 *   Qc  the counter is the number of bookings, whoever crashed
 *   Qf  when all is done and enough were asked for, the quota is full: nobody was refused by one who then crashed
 *
 * Mutations (-DMUT_x)
 *   QUOTA_BY_SUM   Q
 *   UNCONDITIONAL  Q (the WHERE left out)
 *
 * Sizes: BOOKERS, CAPACITY, CRASHES.
 */

#ifndef BOOKERS
#define BOOKERS 3
#endif
#ifndef CAPACITY
#define CAPACITY 2
#endif
#ifndef CRASHES
#define CRASHES 1
#endif

bit Q = 1, Qc = 1, Qf = 1;

byte used, bookings, counterLock, crashes, finished;

#define misfortune :: d_step { crashes < CRASHES -> crashes++; \
        counterLock = (counterLock == me + 1 -> 0 : counterLock) } -> goto again

proctype Booker(byte me) {
again:
    if
#if defined(MUT_QUOTA_BY_SUM)
    :: bookings < CAPACITY
    :: bookings >= CAPACITY -> goto done
#elif defined(MUT_UNCONDITIONAL)
    :: d_step { counterLock == 0 -> counterLock = me + 1 }
#else
    :: d_step { counterLock == 0 && used + 1 <= CAPACITY -> counterLock = me + 1 }
    :: counterLock == 0 && used + 1 > CAPACITY -> goto done
#endif
    misfortune
    fi;
    if
    :: d_step { 1 ->
            bookings++;
#ifndef MUT_QUOTA_BY_SUM
            used++;
            counterLock = 0;
#endif
            if
            :: bookings > CAPACITY -> Q = 0; assert(Q)
            :: else
            fi
        }
    misfortune
    fi;
done:
    finished++
}

active proctype Monitor() {
end:
#ifndef MUT_QUOTA_BY_SUM
    if
    :: atomic { counterLock == 0 && used != bookings -> Qc = 0; assert(Qc) }
    :: atomic { finished == BOOKERS && BOOKERS >= CAPACITY && bookings < CAPACITY -> Qf = 0; assert(Qf) }
    fi
#else
    false
#endif
}

init {
    byte i;
    atomic {
        do
        :: i < BOOKERS -> run Booker(i); i++
        :: else -> break
        od
    }
}
