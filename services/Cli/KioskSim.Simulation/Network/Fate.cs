namespace KioskSim.Simulation.Network;

/// <summary>What a line does to a call.</summary>
public enum Mishap
{
    None,

    /// <summary>What the caller sent never arrives: the caller waits as long as it has patience.</summary>
    RequestLost,

    /// <summary>The connection breaks before anything has arrived.</summary>
    ResetBefore,

    /// <summary>The other end has done what was asked; its answer never arrives.</summary>
    AnswerLost,

    /// <summary>The other end has done what was asked; the connection breaks before the answer is through.</summary>
    ResetAfter,

    /// <summary>The same request arrives twice; the second answer goes nowhere.</summary>
    Twice,
}

/// <summary>How long a call is on the way, and what becomes of it there.</summary>
/// <param name="There">To the other end.</param>
/// <param name="Back">Of each piece of the answer.</param>
public readonly record struct Fate(TimeSpan There, TimeSpan Back, Mishap Mishap);
