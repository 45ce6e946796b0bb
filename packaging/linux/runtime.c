/* The beginning of an AppImage (type 2, <https://github.com/AppImage/AppImageSpec/blob/master/draft.md>): a small static
 * program with a squashfs behind it. It mounts the squashfs through FUSE, starts AppRun in it, and unmounts when that ends.
 * Where FUSE cannot be had, it unpacks into a temporary folder instead and removes that afterwards.
 *
 *   --appimage-offset              where the squashfs begins
 *   --appimage-extract             unpacks into ./squashfs-root, which must not be there yet
 *   --appimage-extract-and-run …   as where FUSE cannot be had; APPIMAGE_EXTRACT_AND_RUN=1 does the same
 */

#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <squashfuse/config.h>
#include <squashfuse/squashfuse.h>
#include <squashfuse/ll.h>

static char self[PATH_MAX];

/* What is being unpacked for one start only; nothing of it stays if that fails or is no longer wanted. */
static const char *passing;
static volatile sig_atomic_t told_to_end;
static volatile pid_t running;

/* A program that runs is told; while it is still being unpacked, there is only something to clean up. Ctrl+C reaches the
 * program from the terminal itself. */
static void on_signal(int what) {
    if (running <= 0) told_to_end = what;
    else if (what != SIGINT) kill(running, what);
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *where) {
    (void)info, (void)kind, (void)where;
    return remove(path);
}

static void give_up(void) {
    if (passing != NULL) nftw(passing, remove_one, 32, FTW_DEPTH | FTW_PHYS);
    exit(told_to_end ? 128 + told_to_end : 127);
}

static void fail(const char *what) {
    fprintf(stderr, "%s: %s: %s\n", self, what, strerror(errno));
    give_up();
}

static void damaged(void) {
    fprintf(stderr, "%s is damaged or not whole. Download it again.\n", self);
    give_up();
}

/* The squashfs follows the ELF file, whose last part is the table of its sections. */
static off_t end_of_program(void) {
    Elf64_Ehdr head;
    int file = open(self, O_RDONLY | O_CLOEXEC);
    if (file < 0 || pread(file, &head, sizeof head, 0) != sizeof head) fail("cannot be read");
    close(file);
    return head.e_shoff + (off_t)head.e_shentsize * head.e_shnum;
}

static int open_image(sqfs *image) {
    sqfs_fd_t file;
    if (sqfs_fd_open(self, &file, true) != SQFS_OK) return 0;
    fcntl(file, F_SETFD, FD_CLOEXEC);
    return sqfs_init(image, file, end_of_program()) == SQFS_OK;
}

/* --- unpacking --------------------------------------------------------------------------------------------------------- */

/* Everything is made anew: what somebody else has put there meanwhile, a link for instance, is not written through. */
static void write_file(sqfs *image, sqfs_inode *inode, const char *path) {
    static char block[1 << 17];
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, inode->base.mode & 0755);
    if (file < 0) fail(path);
    for (sqfs_off_t at = 0; at < (sqfs_off_t)inode->xtra.reg.file_size;) {
        sqfs_off_t size = sizeof block;
        if (told_to_end) give_up();
        if (sqfs_read_range(image, inode, at, &size, block) != SQFS_OK || size == 0) damaged();
        if (write(file, block, size) != size) fail(path); /* a full disk, for instance */
        at += size;
    }
    if (close(file) != 0) fail(path);
}

/* `to` is a new folder of our own. */
static void extract(const char *to) {
    sqfs image;
    sqfs_traverse walk;
    sqfs_err error = SQFS_OK;
    char path[PATH_MAX], link[PATH_MAX];
    if (!open_image(&image) || sqfs_traverse_open(&walk, &image, sqfs_inode_root(&image)) != SQFS_OK)
        damaged();
    while (sqfs_traverse_next(&walk, &error)) {
        sqfs_inode inode;
        size_t size = sizeof link;
        if (walk.dir_end) continue;
        if (sqfs_inode_get(&image, &inode, sqfs_dentry_inode(&walk.entry)) != SQFS_OK) damaged();
        if (snprintf(path, sizeof path, "%s/%s", to, walk.path) >= (int)sizeof path) fail("has a name that is too long");
        if (S_ISDIR(inode.base.mode)) {
            if (mkdir(path, 0755) != 0) fail(path);
        } else if (S_ISLNK(inode.base.mode)) {
            if (sqfs_readlink(&image, &inode, link, &size) != SQFS_OK) damaged();
            if (symlink(link, path) != 0) fail(path);
        } else if (S_ISREG(inode.base.mode)) {
            write_file(&image, &inode, path);
        }
    }
    if (error != SQFS_OK) damaged();
}

/* --- mounting ---------------------------------------------------------------------------------------------------------- */

static struct fuse_session *session;

/* The started program and its children hold the other end; when the last of them is gone, so is the need for the mount. */
static void *wait_for_the_end(void *pipe_end) {
    char nothing;
    while (read(*(int *)pipe_end, &nothing, 1) < 0 && errno == EINTR) {
    }
    kill(getpid(), SIGTERM);
    return NULL;
}

/* Serves the squashfs until the program has ended. Tells `ready` by one byte; without it, FUSE could not be had. */
static void serve(const char *at, int ready, int life) {
    static sqfs_ll low;
    static int life_end;
    char *words[] = {"stemdesk", "-o", "ro,nosuid,nodev,subtype=stemdesk", NULL};
    struct fuse_args arguments = FUSE_ARGS_INIT(3, words);
    struct fuse_lowlevel_ops verbs = {
        .lookup = sqfs_ll_op_lookup, .forget = sqfs_ll_op_forget, .getattr = sqfs_ll_op_getattr,
        .opendir = sqfs_ll_op_opendir, .readdir = sqfs_ll_op_readdir, .releasedir = sqfs_ll_op_releasedir,
        .open = sqfs_ll_op_open, .create = sqfs_ll_op_create, .read = sqfs_ll_op_read,
        .release = sqfs_ll_op_release, .readlink = sqfs_ll_op_readlink,
    };
    pthread_t waiting;
    if (!open_image(&low.fs) || sqfs_ll_init(&low) != SQFS_OK) _exit(1);
    session = fuse_session_new(&arguments, &verbs, sizeof verbs, &low);
    if (session == NULL || fuse_set_signal_handlers(session) != 0 || fuse_session_mount(session, at) != 0) _exit(1);
    setsid(); /* Ctrl+C is for the program, which may still have something to read when it ends */
    if (write(ready, "1", 1) != 1) _exit(1);
    close(ready);
    life_end = life;
    pthread_create(&waiting, NULL, wait_for_the_end, &life_end);
    fuse_session_loop(session);
    fuse_session_unmount(session);
    rmdir(at);
    _exit(0);
}

/* Whether the squashfs is mounted at `at` from now on, for as long as this process or one of its children lives. */
static int mount_at(const char *at) {
    int ready[2], life[2];
    char answer;
    if (pipe(ready) != 0 || pipe(life) != 0) return 0;
    pid_t child = fork();
    if (child < 0) return 0;
    if (child == 0) {
        close(ready[0]), close(life[1]);
        if (fork() == 0) { /* nobody's child: the program must not find one that it has not started */
            int quiet = open("/dev/null", O_RDWR);
            dup2(quiet, 0), dup2(quiet, 1), dup2(quiet, 2);
            serve(at, ready[1], life[0]);
        }
        _exit(0);
    }
    close(ready[1]), close(life[0]);
    waitpid(child, NULL, 0);
    int mounted = read(ready[0], &answer, 1) == 1;
    close(ready[0]);
    if (!mounted) close(life[1]);
    return mounted;
}

/* --- starting ---------------------------------------------------------------------------------------------------------- */

static void become(const char *folder, char **arguments) {
    char program[PATH_MAX];
    snprintf(program, sizeof program, "%s/AppRun", folder);
    setenv("APPDIR", folder, 1);
    arguments[0] = program;
    execv(program, arguments);
    fail(program);
}

static int run_unpacked(const char *folder, char **arguments) {
    int status = 0;
    passing = folder;
    signal(SIGINT, on_signal);
    signal(SIGTERM, on_signal);
    signal(SIGHUP, on_signal);
    extract(folder);
    pid_t child = fork();
    if (child < 0) fail("cannot be started");
    if (child == 0) {
        passing = NULL;
        become(folder, arguments);
    }
    running = child;
    if (told_to_end) kill(child, told_to_end);
    while (waitpid(running, &status, 0) < 0 && errno == EINTR) {
    }
    nftw(folder, remove_one, 32, FTW_DEPTH | FTW_PHYS);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int count, char **arguments) {
    char folder[PATH_MAX], here[PATH_MAX];
    ssize_t size = readlink("/proc/self/exe", self, sizeof self - 1);
    if (size < 0) fail("/proc is not there");
    self[size] = 0;
    const char *first = count > 1 ? arguments[1] : "";
    if (strcmp(first, "--appimage-offset") == 0) {
        printf("%lld\n", (long long)end_of_program());
        return 0;
    }
    if (strcmp(first, "--appimage-extract") == 0) {
        if (mkdir("squashfs-root", 0755) != 0) fail("squashfs-root");
        extract("squashfs-root");
        puts("squashfs-root");
        return 0;
    }
    const char *wish = getenv("APPIMAGE_EXTRACT_AND_RUN");
    int unpack = wish != NULL && strcmp(wish, "1") == 0;
    if (strcmp(first, "--appimage-extract-and-run") == 0) {
        unpack = 1;
        arguments++;
    }
    sqfs image;
    if (!open_image(&image)) damaged();
    const char *temporary = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/.mount_stemdeskXXXXXX", temporary != NULL ? temporary : "/tmp");
    if (mkdtemp(folder) == NULL) fail(folder);
    setenv("APPIMAGE", self, 1);
    setenv("ARGV0", arguments[0], 1);
    if (getcwd(here, sizeof here) != NULL) setenv("OWD", here, 1);
    if (!unpack && mount_at(folder)) become(folder, arguments);
    if (!unpack)
        fprintf(stderr, "FUSE is not there (the package fuse3 brings it), so this is unpacked at each start, "
                        "which takes some seconds and 400 MB in %s.\n", temporary != NULL ? temporary : "/tmp");
    return run_unpacked(folder, arguments);
}
