using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>Runs a theory against the usual kinds of mail servers, with each store.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EverySettingAttribute : DataAttribute
{
    private static readonly DovecotProfile[] Profiles = [DovecotProfile.Full, DovecotProfile.CondstoreOnly, DovecotProfile.Plain];

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Profiles.SelectMany(profile => Enum.GetValues<StoreKind>().Select(store => new TheoryDataRow(profile, store)))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
