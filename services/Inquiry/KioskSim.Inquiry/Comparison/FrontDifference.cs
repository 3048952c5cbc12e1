namespace KioskSim.Inquiry.Comparison;

/// <summary>A place where a printed front is not what the city made.</summary>
/// <param name="X">Of its left edge, from the left edge of the front, millimetres.</param>
/// <param name="Y">Of its upper edge, from the upper edge of the front, millimetres.</param>
/// <param name="Width">Millimetres.</param>
/// <param name="Height">Millimetres.</param>
/// <param name="Added">Ink that should not be there, beyond what print and scan explain: square millimetres of black.</param>
/// <param name="Missing">Ink that should be there, likewise.</param>
public sealed record FrontDifference(double X, double Y, double Width, double Height, double Added, double Missing)
{
    /// <param name="added">Dots of 300 dpi, all black.</param>
    /// <param name="missing">Likewise.</param>
    internal static FrontDifference Of(PrintedPlace place, double added, double missing)
    {
        const double dot = 25.4 / PrintTones.Dpi;
        return new FrontDifference(
            dot * place.Left, dot * place.Top, dot * place.Width, dot * place.Height, dot * dot * added, dot * dot * missing);
    }
}

/// <summary>Whether a printed front is the one that the city made.</summary>
public enum FrontAnswer
{
    Same = 1,
    Different,

    /// <summary>The scan is no front of this form, or not good enough to say.</summary>
    CannotTell,
}
