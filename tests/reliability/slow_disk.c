/* Preloaded, it makes the disk slow: each larger write to a file takes SLOW_WRITES milliseconds more. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define LARGE 65536

ssize_t write(int file, const void *bytes, size_t count) {
    static ssize_t (*real)(int, const void *, size_t);
    struct stat found;
    const char *slow = getenv("SLOW_WRITES");
    if (!real)
        real = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    if (slow && count >= LARGE && fstat(file, &found) == 0 && S_ISREG(found.st_mode)) {
        struct timespec pause = {0, atol(slow) * 1000000L};
        nanosleep(&pause, NULL);
    }
    return real(file, bytes, count);
}
