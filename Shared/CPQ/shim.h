#ifndef ALP_CPQ_SHIM_H
#define ALP_CPQ_SHIM_H
#include <libpq-fe.h>
#endif
