namespace KioskSim.LineFaults.Bytes;

/// <summary>What becomes of a piece of what is written to a line.</summary>
/// <param name="Late">How long it stays away, and all that is behind it on its connection.</param>
/// <param name="Passed">How many of its bytes arrive.</param>
/// <param name="Breaks">Whether the connection breaks behind them.</param>
public readonly record struct PieceFate(TimeSpan Late, int Passed, bool Breaks);

/// <summary>What a fault does to a piece that it strikes.</summary>
/// <param name="share">0 to 1: as the dice have it.</param>
/// <param name="bytes">Of the piece.</param>
public delegate PieceFate PieceStrike(FaultAmount amount, double share, int bytes);
