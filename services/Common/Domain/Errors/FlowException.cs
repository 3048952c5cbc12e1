namespace KioskSim.Domain.Errors;

/// <summary>The one typed error of the flow. Carries a code and, where a screen needs it, a number; never a name, number or content of a person.</summary>
public sealed class FlowException : Exception
{
    /// <param name="code">What happened.</param>
    /// <param name="detail">A short technical note for the log of the service that raised it; it does not cross the line and holds no personal data.</param>
    /// <param name="triesLeft">For <see cref="FlowErrorCode.WrongPin"/>: how many tries the card still allows.</param>
    public FlowException(FlowErrorCode code, string? detail = null, int? triesLeft = null, Exception? inner = null)
        : base(detail is null ? code.ToString() : $"{code}: {detail}", inner)
    {
        Code = code;
        TriesLeft = triesLeft;
    }

    public FlowErrorCode Code { get; }

    public int? TriesLeft { get; }
}
