// The C face of librdkafka as Swift sees it, with inline doors to what Swift cannot call: variadic functions.
#ifndef ALP_CRDKAFKA_SHIM_H
#define ALP_CRDKAFKA_SHIM_H
#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>
#if __has_include(<malloc.h>)
#include <malloc.h>
#endif

// Puts a record into the producer's queue; key and value are copied. A NULL key or value stays null (a tombstone), an
// empty one must come with a pointer that is not NULL. On success the headers belong to librdkafka, on failure they stay
// the caller's. The partitioner chooses the partition.
static inline rd_kafka_resp_err_t alp_kafka_produce(
    rd_kafka_t *handle, const char *topic, const void *key, size_t key_size, const void *value, size_t value_size,
    rd_kafka_headers_t *headers, void *opaque) {
    return rd_kafka_producev(
        handle, RD_KAFKA_V_TOPIC(topic), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_KEY(key, key_size),
        RD_KAFKA_V_VALUE((void *)value, value_size), RD_KAFKA_V_HEADERS(headers), RD_KAFKA_V_OPAQUE(opaque),
        RD_KAFKA_V_END);
}

// glibc gives memory back to the kernel beyond `trim` bytes at the end of an arena, takes `pad` at once, and maps from
// `map` bytes on. Swift's Glibc module hasn't <malloc.h>. Elsewhere it does nothing.
static inline void alp_prepare_allocator(int pad, int trim, int map) {
#ifdef __GLIBC__
    mallopt(M_TOP_PAD, pad);
    mallopt(M_TRIM_THRESHOLD, trim);
    mallopt(M_MMAP_THRESHOLD, map);
#endif
}
#endif
