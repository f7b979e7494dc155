"""The completion scripts: each asks `followup complete` what could stand at the cursor, so none knows a verb itself."""

MARK = "written by `followup config completions"

BASH = r"""# Completions of followup for bash, written by `followup config completions bash`.
_followup() {
    local line value about values=() shown=()
    COMPREPLY=()
    while IFS= read -r line; do
        value=${line%%$'\t'*} about=
        [[ $line == *$'\t'* ]] && about=${line#*$'\t'}
        if [[ $value == :files ]]; then
            compopt -o default 2> /dev/null
            return
        fi
        values+=("$value")
        shown+=("$value${about:+  ($about)}")
    done < <("$1" complete --bash -- "${COMP_LINE:0:COMP_POINT}" "$2" 2> /dev/null)
    ((${#values[@]})) || return
    if ((${#values[@]} > 1)) && [[ $COMP_TYPE == 63 || $COMP_TYPE == 33 || $COMP_TYPE == 64 ]]; then
        # A list to choose from: what each one is stands beside it.
        COMPREPLY=("${shown[@]}")
    else
        COMPREPLY=("${values[@]}")
        [[ ${#values[@]} == 1 && ${values[0]} == *[:=] ]] && compopt -o nospace 2> /dev/null
    fi
}
complete -o nosort -F _followup followup 2> /dev/null || complete -F _followup followup
"""

ZSH = r"""#compdef followup
# Completions of followup for zsh, written by `followup config completions zsh`.
_followup() {
    local line value about
    local -a lines values shown open_values open_shown
    lines=("${(@f)$("${(Q)words[1]}" complete -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2> /dev/null)}")
    for line in "${lines[@]}"; do
        value=${line%%$'\t'*} about=
        [[ $line == *$'\t'* ]] && about="  -- ${line#*$'\t'}"
        if [[ $value == :files ]]; then
            _files
            return
        elif [[ $value == *[:=] ]]; then
            open_values+=("$value") open_shown+=("$value$about")
        elif [[ -n $value ]]; then
            values+=("$value") shown+=("$value$about")
        fi
    done
    local either_case='m:{[:lower:][:upper:]}={[:upper:][:lower:]}'
    (( $#values )) && compadd -V followup -l -d shown -M "$either_case" -a values
    (( $#open_values )) && compadd -V followup-open -S '' -l -d open_shown -M "$either_case" -a open_values
    (( $#values + $#open_values ))
}
if [[ ${funcstack[1]} == _followup ]]; then
    _followup "$@"
else
    compdef _followup followup
fi
"""

FISH = r"""# Completions of followup for fish, written by `followup config completions fish`.
function __followup_complete
    set -l words (commandline -opc)
    set -l token (commandline -ct)
    set -l plain (string unescape -- "$token"; or echo -- "$token")
    set -l found ($words[1] complete -- $words[2..-1] "$plain" 2>/dev/null)
    if test "$found" = :files
        __fish_complete_path "$token"
    else
        printf '%s\n' $found
    end
end
complete -c followup -f -k -a '(__followup_complete)'
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}
