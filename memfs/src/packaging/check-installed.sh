#!/usr/bin/env bash
# check-installed.sh: what check-deb.sh runs in the fresh root; prints each command that a user would give, and its output.
set -euo pipefail
cd /root

try() {
    printf '# %s\n' "$*"
    eval "$@"
}
fail() {
    printf 'check-installed.sh: %s\n' "$*" >&2
    exit 1
}
# Every file but those that record what dpkg and mount(8) do.
files() { find / -xdev -path /root -prune -o -path /run/mount -prune -o -path /var/log -prune -o -path /var/lib/dpkg -prune -o -path /var/cache -prune -o -print | sort; }
servers() { grep -lsz 'memfs[.]cli' /proc/[0-9]*/cmdline | cut -d/ -f3 || true; }
all_ended() {
    local server
    for server in $(servers); do timeout 20 tail --pid="$server" -f /dev/null || fail "server $server goes on"; done
    ! grep -s ' fuse\.' /proc/mounts || fail "a mount is left"
}
try_as_user() {
    printf '$ %s\n' "$*"
    setpriv --reuid=1000 --regid=1000 --clear-groups "$@"
}

mkdir -p /mnt/mem "/mnt/a b" /home/user/mem
echo 'user:x:1000:1000::/home/user:/bin/bash' >>/etc/passwd
chown -R 1000:1000 /home/user
: >/etc/fstab
before=$(files)
! command -v java || fail "there is a Java"

try dpkg -i memfs.deb
try memfs --version
begin=${EPOCHREALTIME/./}
for _ in {1..10}; do memfs --version >/dev/null; done
end=${EPOCHREALTIME/./}
echo "memfs --version: $(((end - begin) / 10000)) ms"
[ -f /usr/share/man/man1/memfs.1.gz ] && [ -f /usr/share/man/man8/mount.memfs.8.gz ] || fail "no manual pages"
bash -n /usr/share/bash-completion/completions/memfs

try mount -t fuse.memfs scratch /mnt/mem -o size=2g,allow_other
try df -h /mnt/mem
try 'echo text >/mnt/mem/file && cat /mnt/mem/file'
try grep fuse.memfs /proc/mounts
grep -E '^(VmRSS|RssAnon):' "/proc/$(servers)/status"
try umount /mnt/mem
all_ended

try "echo 'my\\040files /mnt/a\\040b fuse.memfs size=512m,noauto,nofail,x-systemd.automount 0 0' >>/etc/fstab"
try "mount '/mnt/a b'"
try grep fuse.memfs /proc/mounts
try "umount '/mnt/a b'"
all_ended

try "echo 'mine /home/user/mem fuse.memfs user,noauto 0 0' >>/etc/fstab"
try_as_user mount /home/user/mem
try_as_user grep fuse.memfs /proc/mounts
try_as_user touch /home/user/mem/file
try_as_user umount /home/user/mem
all_ended

echo 'size: 64m' | sed 's/^/options: {/; s/$/}/' >settings.yaml
memfs -c settings.yaml --exit-on-stdin-eof /mnt/mem < <(
    until grep -q ' /mnt/mem fuse' /proc/mounts; do read -rt 0.05 <> <(:) || true; done
) >ready
grep -q '"size":67108864' ready || fail "the configuration file wasn't read"
all_ended

# From the start of the command until the mount answers.
for _ in {1..7}; do
    begin=${EPOCHREALTIME/./}
    mount.memfs scratch /mnt/mem
    end=${EPOCHREALTIME/./}
    printf '%s\n' "$(((end - begin) / 1000))" >>starts
    umount /mnt/mem
    all_ended
done
echo "start to ready, ms: $(sort -n starts | tr '\n' ' ')"

: >/etc/fstab
try dpkg --purge memfs
diff <(echo "$before") <(files) || fail "files are left, or gone"
! grep -s memfs /run/mount/utab || fail "mount(8) still has a record of it"
[ -z "$(servers)" ] || fail "a server is left"
echo "nothing is left: no file, no mount, no process"
