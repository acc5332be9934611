# Fetches the pinned Maven. Sourced by find-maven.sh when no installed one fits.
# shellcheck shell=sh

# Prints the mvn command of the pinned Maven, fetching it the first time. A
# subshell of its own, so that its cleaning up ends with it.
fetch_maven() (
    url=$(pinned distributionUrl)
    wanted=$(pinned distributionSha512Sum)
    archive=${url##*/}
    release=${archive%-bin.tar.gz}

    # Where the usual wrapper keeps its own, too. The checksum is part of the
    # path: another pin is another folder.
    [ -n "${MAVEN_USER_HOME:-}${HOME:-}" ] || fail "set HOME or MAVEN_USER_HOME, so that Maven can be kept there."
    store=${MAVEN_USER_HOME:-$HOME/.m2}/wrapper/dists/$release-bin/$(printf %.16s "$wanted")
    maven_home=$store/$release
    if [ -x "$maven_home/bin/mvn" ]; then
        printf '%s\n' "$maven_home/bin/mvn"
        exit
    fi

    # A person at a terminal should know what the wait is for.
    if [ -t 2 ]; then printf 'mvnw: fetching %s, this once ...\n' "$url" >&2; fi

    # All of it happens in a folder that disappears again whatever comes.
    work=
    trap '[ -z "$work" ] || rm -rf "$work"' EXIT
    trap 'exit 1' HUP INT TERM
    work=$(mkdir -p "$store" 2>/dev/null && mktemp -d "$store/.new-XXXXXX" 2>/dev/null) ||
        fail "cannot write to $store, where Maven was to be kept."

    trouble=$(download_with_maven "${older:-}" "$release" "$work" 2>&1) ||
        trouble=$(download "$url" "$work/$archive" 2>&1) ||
        fail "cannot download $url ($trouble); check the network, or install Maven 3.8.6 or later yourself."
    found=$(sha512 "$work/$archive") ||
        fail "cannot check the downloaded Maven, as there is neither sha512sum nor shasum."
    [ "$found" = "$wanted" ] ||
        fail "what came from $url is not the pinned Maven (its SHA-512 is not the one in .mvn/wrapper/maven-wrapper.properties), so it is not used."
    tar -xzf "$work/$archive" -C "$work" 2>/dev/null ||
        fail "cannot unpack the Maven from $url (are tar and gzip installed, is the disk full?)."

    # One rename, so that nobody ever sees half a Maven. It fails if another
    # launcher was faster; then that one's is as good.
    mv -f "$work/$release" "$store" 2>/dev/null || [ -x "$maven_home/bin/mvn" ] ||
        fail "cannot move the unpacked Maven to $maven_home."
    printf '%s\n' "$maven_home/bin/mvn"
)

pinned() {
    # shellcheck disable=SC2154  # mvnw sets $project
    sed -n "s/^$1=//p" "$project/.mvn/wrapper/maven-wrapper.properties"
}

# A Maven that is too old to be used still knows where Maven's own releases are.
download_with_maven() (
    [ -n "$1" ] || exit 1
    cd "$3"
    "$1" -B -q -Dmdep.useBaseVersion=true -DoutputDirectory="$3" \
        -Dartifact="org.apache.maven:apache-maven:${2#apache-maven-}:tar.gz:bin" \
        org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy </dev/null
)

download() {
    if command -v curl >/dev/null; then
        curl -fsSL --connect-timeout 20 -o "$2" "$1"
    elif command -v wget >/dev/null; then
        wget -q -t 2 -T 20 -O "$2" "$1" || { echo "wget gave up"; return 1; }
    else
        echo "neither curl nor wget is installed"
        return 1
    fi
}

sha512() {
    if command -v sha512sum >/dev/null; then
        sum=$(sha512sum <"$1")
    else
        sum=$(shasum -a 512 <"$1" 2>/dev/null) || return 1
    fi
    printf '%s\n' "${sum%% *}"
}
