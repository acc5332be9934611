# Finds a JDK for the build. Sourced by ../mvnw.
# shellcheck shell=sh

# What the pom compiles for. A newer JDK can do that too, but only this one is
# what the project is tried with, so it is preferred wherever it is found.
wanted_java=25

# Prints the home of a JDK 25 or later; fails if there is none.
find_java() (
    # A JAVA_HOME that will do is the caller's decision, even if it is newer.
    if [ "$(java_major "${JAVA_HOME:-}")" -ge $wanted_java ]; then
        printf '%s\n' "$JAVA_HOME"
        exit
    fi

    sdkman=${SDKMAN_DIR:-${HOME:-}/.sdkman}
    newer=
    # In order of preference. A pattern that matches nothing stays as it is,
    # names no JDK and is passed over like any other folder.
    for home in \
        "$(home_of_javac_on_path)" \
        /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/*jdk* \
        "$sdkman"/candidates/java/* \
        "${HOME:-}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        "$(/usr/libexec/java_home -v $wanted_java 2>/dev/null)" \
        "${GRAALVM_HOME:-}"
    do
        major=$(java_major "$home")
        if [ "$major" -eq $wanted_java ]; then
            printf '%s\n' "$home"
            exit
        elif [ "$major" -gt $wanted_java ] && [ -z "$newer" ]; then
            newer=$home
        fi
    done

    [ -n "$newer" ] && printf '%s\n' "$newer"
)

# The JDK behind "javac"; on Linux that is often a chain of symbolic links.
home_of_javac_on_path() {
    javac=$(command -v javac) || return 0
    dirname "$(dirname "$(real_path "$javac")")"
}

# Prints the major version of the JDK in folder $1, or 0 if it holds no JDK.
java_major() {
    major=
    case $1 in
        # Not a JDK of its own: on macOS /usr/bin/javac is a stub that asks to
        # install something, elsewhere it is a link to the real place.
        '' | / | /usr) ;;
        *)
            # A folder without javac is a JRE, which cannot build.
            if [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ]; then
                # The release file tells it at once; starting Java takes a while.
                major=$(sed -n 's/^JAVA_VERSION="*\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null) || :
                [ -n "$major" ] || major=$("$1/bin/java" -version 2>&1 </dev/null |
                    sed -n 's/.* version "\([0-9]*\).*/\1/p')
            fi
            ;;
    esac
    printf '%s\n' "${major:-0}"
}
