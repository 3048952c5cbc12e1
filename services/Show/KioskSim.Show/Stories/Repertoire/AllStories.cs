namespace KioskSim.Show.Stories.Repertoire;

/// <summary>What can be told, in the order in which it is offered.</summary>
static class AllStories
{
    public static IReadOnlyList<Story> InOrder { get; } = [OrdinaryIssue.Story, NightNotice.Story, FoundCard.Story, CardLeft.Story, Misprint.Story, CopiedAndAltered.Story, UnknownPc.Story, InOneSecond.Story];

    public static Story? Find(string name) => InOrder.FirstOrDefault(s => s.Name == name);
}
