using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;

namespace KioskSim.Kiosk.Session;

/// <summary>Something the citizen does at the glass.</summary>
public abstract record Touch
{
    readonly TaskCompletionSource _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Fails when the session does not take this touch; otherwise never completes.</summary>
    internal Task Refused => _refused.Task;

    /// <summary>Tells who touched why nothing happens; the screen stays as it is.</summary>
    internal void Refuse(FlowErrorCode code, string detail) => _refused.TrySetException(new FlowException(code, detail));
}

public sealed record Choose(MunicipalityCode Municipality, CertificateKind Kind, CertificateOptions Options, Copies Copies) : Touch;

/// <summary>No certificate but a new PIN.</summary>
public sealed record ChoosePinReset : Touch;

/// <summary>No certificate but use registration in the city that keeps the family register.</summary>
public sealed record ChooseUseRegistration(MunicipalityCode Municipality) : Touch;

/// <param name="Scalar">A Unicode scalar value.</param>
public sealed record TypeCharacter(int Scalar) : Touch;

/// <summary>The field is typed.</summary>
public sealed record EndText : Touch;

public sealed record PressKey(int Place) : Touch;

/// <summary>The new PIN, of whatever length, is typed.</summary>
public sealed record EndPin : Touch;

/// <param name="Places">In the list on the screen, from 1.</param>
public sealed record ChooseMembers(IReadOnlyList<int> Places) : Touch;

public sealed record Confirm : Touch;

/// <summary>Where the glass says that the time is nearly over: it begins anew.</summary>
public sealed record MoreTime : Touch;

public sealed record Cancel : Touch;
