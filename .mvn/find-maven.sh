# Finds a Maven for the build, or fetches the pinned one. Sourced by ../mvnw,
# which brings $project, fail and real_path.
# shellcheck shell=sh

# Prints the mvn command to run with the arguments given here; fails with a
# sentence if there is none.
find_maven() (
    oldest=3.8.6
    # Quarkus builds with that, but its dev mode refuses Maven before 3.9.
    case " $* " in *" quarkus:dev "*) oldest=3.9.0 ;; esac
    older=
    for mvn in \
        "$(command -v mvn)" \
        "${MAVEN_HOME:+$MAVEN_HOME/bin/mvn}" \
        "${M2_HOME:+$M2_HOME/bin/mvn}"
    do
        [ -x "$mvn" ] || continue
        version=$(maven_version "$mvn")
        if maven_fits "$version" "$oldest"; then
            printf '%s\n' "$mvn"
            exit
        elif maven_fits "$version" 3.8.6 && [ -z "$older" ]; then
            older=$mvn
        fi
    done
    # shellcheck source-path=SCRIPTDIR source=fetch-maven.sh disable=SC2154  # mvnw sets $project
    . "$project/.mvn/fetch-maven.sh"
    fetch_maven
)

# Whether version $1 is $2 or later, but before Maven 4.
maven_fits() {
    IFS=.- read -r major minor patch rest <<VERSION
$1
VERSION
    IFS=. read -r _ least_minor least_patch <<VERSION
$2
VERSION
    [ "$major" = 3 ] || return 1
    # Numbers, not text: 3.10 is later than 3.8.
    [ "${minor:-0}" -gt "$least_minor" ] ||
        { [ "${minor:-0}" -eq "$least_minor" ] && [ "${patch:-0}" -ge "$least_patch" ]; }
}

# Prints the version of the mvn command $1, or nothing if it has none to tell.
maven_version() {
    mvn_file=$(real_path "$1")
    case $mvn_file in
        # Somebody's "mvn" is a link to such a launcher: asking it would ask us.
        */mvnw) return ;;
    esac

    # maven-core carries the version in its file name, which spares a start of
    # Java. Debian's is a link to maven3-core.jar, beside maven3-core-3.8.7.jar.
    lib=$(dirname "$(dirname "$mvn_file")")/lib
    debian_core=$(real_path "$lib/maven-core-3.x.jar")
    for jar in "$lib"/maven-core-[0-9]*.[0-9]*.jar "${debian_core%.jar}"-[0-9]*.jar; do
        if [ -e "$jar" ]; then
            version=${jar##*-core-}
            printf '%s\n' "${version%.jar}"
            return
        fi
    done

    "$1" -v 2>/dev/null </dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p'
}
