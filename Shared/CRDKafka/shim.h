// The C face of librdkafka as Swift sees it, with inline doors to what Swift cannot call: variadic functions.
#ifndef ALP_CRDKAFKA_SHIM_H
#define ALP_CRDKAFKA_SHIM_H
#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>
#endif
