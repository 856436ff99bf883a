# bash completion for stafi-router:  . <(stafi-router completion bash)
_stafi_router() {
    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command='' i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
            -*) break ;;
            *) command="$command${command:+ }${COMP_WORDS[i]}" ;;
        esac
    done
    case "$previous" in
        --config) COMPREPLY=($(compgen -W '' -f -- "$word")); return ;;
        --network) COMPREPLY=($(compgen -W 'mainnet hoodi devnet' -f -- "$word")); return ;;
        --data-dir) COMPREPLY=($(compgen -W '' -d -- "$word")); return ;;
        --output) COMPREPLY=($(compgen -W 'text json' -- "$word")); return ;;
        --log-level) COMPREPLY=($(compgen -W 'error warn info debug' -- "$word")); return ;;
        --log-format) COMPREPLY=($(compgen -W 'text logfmt json' -- "$word")); return ;;
        --log-interval-s) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --work-threads-max) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
        --work-memory-mib-max) COMPREPLY=($(compgen -W '' -- "$word")); return ;;
    esac
    local words='' files=''
    case "$command" in
        '') words='config version completion' ;;
        'config'*) words='--config --network --data-dir --output --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
        'version'*) words='--config --network --data-dir --output --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
        'completion'*) words='--config --network --data-dir --output --log-level --log-format --log-interval-s --work-threads-max --work-memory-mib-max --help' ;;
    esac
    COMPREPLY=($(compgen $files -W "$words" -- "$word"))
}
complete -o filenames -F _stafi_router stafi-router
