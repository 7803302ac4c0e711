from tests.store.samples import HOUR, NOW


def test_a_workspace_is_remembered_replaced_and_forgotten(store):
    store.installations.save("T1", b"sealed", NOW)
    store.installations.save("T1", b"renewed", NOW + HOUR)
    assert store.installations.get("T1") == b"renewed"
    assert store.installations.teams() == ["T1"]
    store.installations.remove("T1")
    assert store.installations.get("T1") is None


def test_a_state_is_good_once_and_not_for_ever(store):
    store.installations.issue("one", NOW + HOUR, NOW)
    store.installations.issue("old", NOW + HOUR, NOW)
    assert store.installations.consume("one", NOW)
    assert not store.installations.consume("one", NOW)
    assert not store.installations.consume("old", NOW + 2 * HOUR)
    assert not store.installations.consume("never", NOW)
