using KioskSim.Domain.Errors;

namespace KioskSim.Cli.Output;

/// <summary>An error of the flow that the command finds by itself, with what its user can do about it.</summary>
sealed class HintedException(FlowErrorCode code, string hint) : Exception(hint)
{
    public FlowErrorCode Code => code;
}
