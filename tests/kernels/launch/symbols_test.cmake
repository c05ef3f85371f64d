# Fails if an object of one instruction level offers the linker code that a lesser processor could be
# given: a weak symbol that every other object may stand in for, unless its name holds the level.
#   cmake -DNM=<nm> -DOBJECT=<object file> -DLEVEL=<3 or 4> -P symbols_test.cmake
execute_process(COMMAND "${NM}" "${OBJECT}" OUTPUT_VARIABLE table RESULT_VARIABLE failed)
if(failed OR table STREQUAL "")
    message(FATAL_ERROR "${NM} could not read ${OBJECT}")
endif()
string(REPLACE "\n" ";" lines "${table}")

set(own 0)
foreach(line IN LISTS lines)
    # what is called from outside: the launchers, or the disease model of a level's team
    if(line MATCHES "^[0-9a-fA-F]* +(T .*(simulate|simulate_part|draw_words)_at_v${LEVEL}|W .*(observe_disease|set_covariate_levels))")
        math(EXPR own "${own} + 1")
    endif()
    # W and V: weak, defined here (a weak reference has no address); u: unique in the program
    if(line MATCHES "^[0-9a-fA-F]+ +[WVu] +(.*)$")
        set(name "${CMAKE_MATCH_1}")
        # what a compiler adds of its own holds no vector code: type information, clang's handler
        set(harmless "^(DW\\.ref\\.|_ZT[IS]|__clang_call_terminate$)")
        if(NOT name MATCHES "CpuTeamILi${LEVEL}E" AND NOT name MATCHES "${harmless}")
            message(SEND_ERROR "weak symbol without its level: ${name}")
        endif()
    elseif(line MATCHES "^[0-9a-fA-F]+ +[TDRB] +(.*)$" AND NOT line MATCHES "_at_v${LEVEL}")
        message(SEND_ERROR "a symbol that is not the launcher's: ${CMAKE_MATCH_1}")
    endif()
endforeach()
set(expected 4)
if(OBJECT MATCHES "disease")
    set(expected 3)
endif()
if(NOT own EQUAL expected)
    message(SEND_ERROR "${OBJECT} has ${own} launchers of level ${LEVEL}, not ${expected}")
endif()
