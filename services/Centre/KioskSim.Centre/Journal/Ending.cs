using KioskSim.Domain.Values;

namespace KioskSim.Centre.Journal;

/// <summary>How a session ends, as its kiosk reports it.</summary>
public sealed record Ending(SessionState State, int CopiesDelivered, Yen Kept, Yen Returned);
